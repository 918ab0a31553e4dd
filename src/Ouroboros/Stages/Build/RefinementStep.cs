using System.Text.Json.Serialization;

namespace Ouroboros.Stages.Build;

/// <summary>One step of a masked refinement: what was cut out of the draft, and what became of the text that a model put there.</summary>
/// <param name="Chain">Counts the attempts of a refinement from 0, as <paramref name="Number"/> the steps of one.</param>
/// <param name="Line">Lines and columns count from 1, in the draft as it stood; columns count characters.</param>
/// <param name="Level">What was masked: <c>function</c>, <c>block</c>, <c>statement</c>, <c>condition</c> or <c>expression</c>.</param>
/// <param name="Share">Of the suspicious region that the schedule would have masked, from 0 to 1.</param>
/// <param name="Masked">The text that stood there; cut where it is long.</param>
/// <param name="Why">For people.</param>
/// <param name="Turned">Failing tests that the new draft turned green.</param>
public sealed record RefinementStep(
    int Chain, int Number, string Path, int Line, int Column, int EndLine, int EndColumn, string Level, double Share, string Masked,
    RefinementVerdict Verdict, string Why, int Turned, long Tokens)
{
    /// <summary>The hash of the draft's patch, where there was a new draft.</summary>
    public string? Patch { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<RefinementVerdict>))]
public enum RefinementVerdict
{
    /// <summary>All tests that were tried passed.</summary>
    Plausible,

    /// <summary>The next step starts from it.</summary>
    Kept,

    /// <summary>Judged, and the draft stays as it was.</summary>
    Dropped,

    /// <summary>The same draft was judged before.</summary>
    Known,

    /// <summary>The answer says what stood there already.</summary>
    Unchanged,

    /// <summary>The text would no longer be of its language.</summary>
    SyntaxFault,

    /// <summary>Empty, too long, or nothing that could be put there.</summary>
    Unusable,

    /// <summary>The model gave no answer.</summary>
    Unanswered,

    /// <summary>A limit forbade to judge it.</summary>
    Unjudged,
}
