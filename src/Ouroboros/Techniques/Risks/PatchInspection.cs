using System.Text;
using Ouroboros.Techniques.Integrity;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Risks;

/// <summary>Measures a patch against the workspace it is for.</summary>
internal sealed class PatchInspection(SnapshotReader reader, ISyntaxParser parser)
{
    // Callers are an approximation anyway; a large project is not read for them to its end.
    private const int MostFilesRead = 500;
    private const long LargestFile = 1 << 20;

    private readonly TestReading tests = new(reader, parser);

    public RiskFacts Inspect(RiskEvidence evidence, CancellationToken cancellationToken)
    {
        var facts = new RiskFacts(evidence) { Files = evidence.Candidate.Patch.Files.Count };
        foreach (var change in reader.Read(evidence.Snapshot, evidence.Candidate.Patch))
        {
            var difference = TextDifference.Between(change.Before ?? [], change.After ?? []);
            facts = facts with
            {
                LinesAdded = facts.LinesAdded + difference.LinesAdded,
                LinesRemoved = facts.LinesRemoved + difference.LinesRemoved,
                TokensAdded = facts.TokensAdded + difference.TokensAdded,
                TokensRemoved = facts.TokensRemoved + difference.TokensRemoved,
            };
            if (Languages.OfExtension(change.Path.Extension) is { } language && (language is Language.Python or Language.CSharp || JavaScriptFunctions.IsJavaScript(language)))
                facts = WithCode(facts, change, language, cancellationToken);
        }

        return facts.Function is { } function
            ? facts with { Callers = CountCallers(evidence.Snapshot, evidence.Candidate.Origin.Path, function, cancellationToken) }
            : facts;
    }

    private RiskFacts WithCode(RiskFacts facts, FileChange change, Language language, CancellationToken cancellationToken)
    {
        try
        {
            var before = Parse(change.Before ?? [], language, cancellationToken);
            var after = Parse(change.After ?? [], language, cancellationToken);
            var known = tests.Of(facts.Evidence.Snapshot, cancellationToken);
            var shift = language switch
            {
                Language.Python => PythonShift.Between(before, after, known),
                Language.CSharp => CSharpShift.Between(before, after, known),
                _ => ScriptShift.Between(before, after, known),
            };
            var origin = facts.Evidence.Candidate.Origin;
            var function = origin.Path == change.Path
                ? before.Nodes.LastOrDefault(n => IsFunction(n) && NameOf(n).Length > 0 && n.StartLine <= origin.Line && n.EndLine >= origin.Line)
                : default;
            return facts with { Code = facts.Code.And(shift), Function = facts.Function ?? (function.Tree is null ? null : NameOf(function)) };
        }
        catch (SyntaxLimitException)
        {
            // Too large to be read: the size alone tells enough.
            return facts;
        }
    }

    private static bool IsFunction(SyntaxNode node) =>
        node.Kind is "function_definition" or "local_function_statement" or "constructor_declaration" or "property_declaration"
        || (node.Kind == "method_declaration" && node.Tree.Language == Language.CSharp) || (node.Tree.Language != Language.CSharp && JavaScriptFunctions.Is(node));

    private static string NameOf(SyntaxNode function) =>
        function.Kind == "function_definition" || function.Tree.Language == Language.CSharp ? function.Child("name")?.Text ?? "" : JavaScriptFunctions.NameOf(function);

    private int CountCallers(Snapshot snapshot, RepoPath edited, string function, CancellationToken cancellationToken)
    {
        var needle = Encoding.UTF8.GetBytes(function + "(");
        var callers = 0;
        var candidates = snapshot.Files.Values
            .Where(f => IsAkin(f.Path, edited) && f.Length <= LargestFile && !GuardedFiles.IsTest(f.Path)).OrderBy(f => f.Path).Take(MostFilesRead);
        foreach (var file in candidates)
        {
            if (reader.Read(snapshot, file.Path) is not { } source || source.AsSpan().IndexOf(needle) < 0)
                continue;

            callers += Parse(source, Languages.OfExtension(file.Path.Extension)!.Value, cancellationToken).Nodes.Count(n => n.Kind is "call" or "call_expression" or "invocation_expression" && Called(n) == function);
        }

        return callers;
    }

    private static string? Called(SyntaxNode call) =>
        call.Child("function") is { } function ? (function.Kind switch { "attribute" => function.Child("attribute"), "member_expression" => function.Child("property"), "member_access_expression" => function.Child("name"), _ => function })?.Text : null;

    // One language may call the other's functions where both are compiled to the same.
    private static bool IsAkin(RepoPath path, RepoPath edited) =>
        Languages.OfExtension(path.Extension) is { } one && Languages.OfExtension(edited.Extension) is { } two
        && (one == two || (JavaScriptFunctions.IsJavaScript(one) && JavaScriptFunctions.IsJavaScript(two)));

    private SyntaxTree Parse(byte[] source, Language language, CancellationToken cancellationToken) =>
        parser.Parse(source, language, SyntaxLimits.Default, cancellationToken);
}
