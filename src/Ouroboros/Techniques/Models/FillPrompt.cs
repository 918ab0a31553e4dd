namespace Ouroboros.Techniques.Models;

/// <summary>Puts into words what a model without an endpoint for it shall fill in or write anew.</summary>
internal static class FillPrompt
{
    private const string OneBlock = "Answer with one fenced block that holds this code and nothing else. Keep the indentation.";

    public static string Of(FillContent fill) =>
        $"""
        Write the code that is missing in {fill.Path} between the two parts below. Repeat neither of them. {OneBlock}

        Before it stands:
        {FencedCode.Around(fill.Prefix)}

        After it stands:
        {FencedCode.Around(fill.Suffix)}
        """;

    public static string Of(RewriteContent rewrite) =>
        $"""
        Write a region of {rewrite.Path} anew: {rewrite.Wish}
        Leave all that stands before and after it as it is, and do not repeat it. {OneBlock}

        The region:
        {FencedCode.Around(rewrite.Region)}

        Before it stands:
        {FencedCode.Around(rewrite.Before)}

        After it stands:
        {FencedCode.Around(rewrite.After)}
        {string.Concat(rewrite.Recent.Select(r => $"\nFrom {r.Key}:\n{FencedCode.Around(r.Value)}\n"))}
        """;

    /// <summary>The code of an answer, ended so that it fits where it goes.</summary>
    public static string Code(FillContent fill, string answer)
    {
        var code = FencedCode.In(answer);
        var takesLines = (fill.Prefix.Length == 0 || fill.Prefix.EndsWith('\n')) && fill.Suffix.Length > 0 && fill.Suffix[0] is not ('\n' or '\r');
        return takesLines && code.Length > 0 && !code.EndsWith('\n') ? code + "\n" : code;
    }
}
