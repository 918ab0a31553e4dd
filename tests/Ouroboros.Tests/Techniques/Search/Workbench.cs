using System.Text;
using Ouroboros.Adapters.TreeSitter;
using Ouroboros.Techniques.Search;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;

namespace Ouroboros.Tests.Techniques.Search;

/// <summary>Source text and the edits that the tables propose for it.</summary>
internal static class Workbench
{
    public static readonly TreeSitterParser Parser = new();

    public static SourceUnit Unit(byte[] source, Surroundings? around = null) => Unit(RepoPath.Parse("shop/cart.py"), source, around);

    /// <summary>A file of the language that its name says.</summary>
    public static SourceUnit Unit(RepoPath path, byte[] source, Surroundings? around = null)
    {
        var language = Languages.OfExtension(path.Extension)!.Value;
        var tree = Parser.Parse(source, language, SyntaxLimits.Default, CancellationToken.None);
        return new SourceUnit(path, tree, OperatorTables.For(language)!.Survey(tree), around ?? Surroundings.Bare);
    }

    public static SourceUnit Unit(string source, Surroundings? around = null) => Unit(Encoding.UTF8.GetBytes(source), around);

    /// <summary>Everything that one operator, or all of them, propose anywhere in a file.</summary>
    public static IEnumerable<Draft> Drafts(SourceUnit unit, string? only = null)
    {
        var table = OperatorTables.For(unit.Tree.Language)!;
        foreach (var node in unit.Tree.Nodes.Where(n => n.IsNamed))
        {
            foreach (var row in table.For(node.Kind).Where(r => only is null || r.Name == only))
            {
                foreach (var edit in row.Propose(new EditSite(unit, node)))
                    yield return new Draft(row, unit, node, edit, edit.Weight);
            }
        }
    }

    public static byte[] Apply(Draft draft) => ((ChangeFile)draft.ToPatch().Files[0]).ApplyTo(draft.Unit.Bytes);

    public static string AppliedText(Draft draft) => Encoding.UTF8.GetString(Apply(draft));
}
