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
            if (Languages.OfExtension(change.Path.Extension) == Language.Python)
                facts = WithCode(facts, change, cancellationToken);
        }

        return facts.Function is { } function ? facts with { Callers = CountCallers(evidence.Snapshot, function, cancellationToken) } : facts;
    }

    private RiskFacts WithCode(RiskFacts facts, FileChange change, CancellationToken cancellationToken)
    {
        try
        {
            var before = Parse(change.Before ?? [], cancellationToken);
            var after = Parse(change.After ?? [], cancellationToken);
            var shift = PythonShift.Between(before, after, tests.Of(facts.Evidence.Snapshot, cancellationToken));
            var origin = facts.Evidence.Candidate.Origin;
            var function = origin.Path == change.Path
                ? before.Nodes.LastOrDefault(n => n.Kind == "function_definition" && n.StartLine <= origin.Line && n.EndLine >= origin.Line)
                : default;
            return facts with { Code = facts.Code.And(shift), Function = facts.Function ?? (function.Tree is null ? null : function.Child("name")?.Text) };
        }
        catch (SyntaxLimitException)
        {
            // Too large to be read: the size alone tells enough.
            return facts;
        }
    }

    private int CountCallers(Snapshot snapshot, string function, CancellationToken cancellationToken)
    {
        var needle = Encoding.UTF8.GetBytes(function + "(");
        var callers = 0;
        var candidates = snapshot.Files.Values
            .Where(f => f.Path.Extension == ".py" && f.Length <= LargestFile && !GuardedFiles.IsTest(f.Path)).OrderBy(f => f.Path).Take(MostFilesRead);
        foreach (var file in candidates)
        {
            if (reader.Read(snapshot, file.Path) is not { } source || source.AsSpan().IndexOf(needle) < 0)
                continue;

            callers += Parse(source, cancellationToken).Nodes.Count(n => n.Kind == "call" && Called(n) == function);
        }

        return callers;
    }

    private static string? Called(SyntaxNode call) =>
        call.Child("function") is { } function ? (function.Kind == "attribute" ? function.Child("attribute") : function)?.Text : null;

    private SyntaxTree Parse(byte[] source, CancellationToken cancellationToken) =>
        parser.Parse(source, Language.Python, SyntaxLimits.Default, cancellationToken);
}
