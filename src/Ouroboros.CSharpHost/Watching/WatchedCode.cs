using Microsoft.CodeAnalysis;
using Ouroboros.CSharpHost.Compiling;

namespace Ouroboros.CSharpHost.Watching;

/// <summary>The program with all holes watched that can be. One whose watching the compiler does not take is left alone.</summary>
internal sealed class WatchedCode
{
    private readonly List<Site> sites = [];

    public WatchedCode(CodeBase code, IReadOnlyList<Hole> holes, string root)
    {
        Images = code.Images;
        foreach (var project in code.Projects)
        {
            var own = project.Trees.SelectMany(t => In(t, Path.GetRelativePath(root, t.FilePath), holes, project)).ToList();

            // What each bears alone they may not bear together: then without what entangles them.
            foreach (var some in new[] { own, [.. own.Select(Apart)], [.. own.Where(s => !Places.Declares(s.Node)).Select(s => s with { Parts = [] })] })
            {
                if (some.Count == 0 || project.ImageWith(Opened(some), Watch.Tree(some[0].Node.SyntaxTree.Options)) is not { } image)
                    continue;

                Images[project.Record.Name] = image;
                sites.AddRange(some);
                break;
            }
        }
    }

    public IReadOnlyList<Site> Sites => sites;

    public Dictionary<string, byte[]> Images { get; }

    private IEnumerable<Site> In(SyntaxTree tree, string path, IReadOnlyList<Hole> holes, ProjectCode project) => holes.Index()
        .Where(h => h.Item.Path == path && sites.All(s => s.Number != h.Index))
        .Select(h => Site.Of(h.Index, h.Item, project, tree)).OfType<Site>().Select(s => Fit(s, project, tree)).OfType<Site>();

    private static Site Apart(Site site) => site with { Names = [.. site.Names.Where(n => !n.IsMadeInside)] };

    private static Dictionary<SyntaxTree, SyntaxTree> Opened(IEnumerable<Site> some) =>
        some.GroupBy(s => s.Node.SyntaxTree).ToDictionary(g => g.Key, g => Opener.Opened(g.Key, [.. g]));

    /// <summary>The site as it compiles: with all that it can hand over, or less.</summary>
    private static Site? Fit(Site site, ProjectCode project, SyntaxTree tree)
    {
        Site[] ways = [site, site with { Parts = [] }, site with { Parts = [], Names = [.. site.Names.Where(n => n.IsOwn)] }];
        return ways.FirstOrDefault(s => project.Allows(tree, Opener.Opened(tree, [s]), Watch.Tree(tree.Options), Opener.Mark));
    }
}
