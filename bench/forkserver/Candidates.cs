using System.Text;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Plan;
using Ouroboros.Workspaces;

namespace Ouroboros.Bench.ForkServer;

/// <summary>Plain edits of the files under suspicion: each small token by its neighbours, at every place where it stands.</summary>
internal static class Candidates
{
    private static readonly (string Old, string[] New)[] Table =
    [
        (" < ", [" <= ", " > "]), (" > ", [" >= ", " < "]), (" <= ", [" < "]), (" >= ", [" > "]), (" == ", [" != "]), (" != ", [" == "]), (" + ", [" - "]), (" - ", [" + "]),
        (" * ", [" // "]), (" // ", [" * ", " % "]), ("0", ["1", "-1"]), ("1", ["0", "2"]), ("not ", [""]), (" and ", [" or "]), (" or ", [" and "]), ("True", ["False"]),
        ("return ", ["return not ", "return None and "]), ("if ", ["if not "]), ("min(", ["max("]), ("max(", ["min("]), ("[0]", ["[-1]"]), ("self.", ["self.no_"]),
    ];

    public static IReadOnlyList<Candidate> Of(Snapshot snapshot, IReadOnlyList<Suspect> suspects, int most)
    {
        var perFile = suspects.Select(s => s.Path).Distinct().Take(4).Select(p => InFile(snapshot, p).ToList()).ToList();
        return [.. perFile.SelectMany(f => Spread(f, most / perFile.Count)).DistinctBy(c => c.Patch.Hash)];
    }

    private static IEnumerable<Candidate> InFile(Snapshot snapshot, RepoPath path)
    {
        var text = File.ReadAllText(path.Under(snapshot.Root));
        foreach (var (old, news) in Table)
        {
            for (var at = text.IndexOf(old, StringComparison.Ordinal); at >= 0; at = text.IndexOf(old, at + 1, StringComparison.Ordinal))
            {
                var start = Encoding.UTF8.GetByteCount(text.AsSpan(0, at));
                foreach (var with in news)
                {
                    var patch = Patch.Change(path, snapshot.Files[path].Hash, new SpanEdit(start, Encoding.UTF8.GetByteCount(old), Encoding.UTF8.GetBytes(with)));
                    yield return new Candidate(patch, new Origin("bench", "swap", $"'{old}' became '{with}'", path, 1), 0.5);
                }
            }
        }
    }

    private static IEnumerable<Candidate> Spread(List<Candidate> all, int most) =>
        all.Count <= most ? all : Enumerable.Range(0, most).Select(i => all[(int)((long)i * all.Count / most)]);
}
