using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Ouroboros.Adapters.TreeSitter;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Tests.Techniques.Syntax;
using Shouldly;

namespace Ouroboros.Tests.Adapters.TreeSitter;

/// <summary>What holds of every tree, shown on random mutations of real code.</summary>
public sealed class SyntaxTreeProperties
{
    private static readonly string[] Pieces =
        ["(", ")", "{", "}", "[", "]", "\"", "'", "`", "\n", "\t", " ", ";", ":", ",", "=", "\0", "é", "日", "\uFEFF", "\r\n", "/*", "#", "//", "<", ">", "if", "def ", "class "];

    [Fact]
    public void Rows_are_consistent() => Check.One(Config, Prop.ForAll(Mutations(), m =>
    {
        var tree = Parse(m);
        for (var i = 0; i < tree.Count; i++)
            RowIsConsistent(tree, i).ShouldBeTrue($"row {i} of {m.Language}:\n{Encoding.UTF8.GetString(m.Text)}");
    }));

    [Fact]
    public void The_fast_path_finds_exactly_the_errors_of_the_tree() => Check.One(Config, Prop.ForAll(Mutations(), m =>
    {
        var inTree = Parse(m).Nodes.Where(n => n.IsError).Select(n => (n.Start, n.Length));

        var faults = new TreeSitterParser().FindFaults(m.Text, m.Language, SyntaxLimits.Default, default);

        faults.Select(f => (f.Start, f.Length)).ShouldBe(inTree);
        faults.ShouldAllBe(f => f.Line >= 1 && f.Column >= 1 && f.Caret.Contains('^'));
    }));

    [Fact]
    public void Files_that_compare_with_themselves_have_no_new_faults() => Check.One(Config, Prop.ForAll(Mutations(), m =>
    {
        var faults = new TreeSitterParser().FindFaults(m.Text, m.Language, SyntaxLimits.Default, default);

        FaultComparison.Added(m.Text, faults, faults, new TextShift([])).ShouldBeEmpty();
    }));

    private static Config Config => Config.QuickThrowOnFailure.WithMaxTest(150);

    private static SyntaxTree Parse(Mutation m) => new TreeSitterParser().Parse(m.Text, m.Language, SyntaxLimits.Default, default);

    private static bool RowIsConsistent(SyntaxTree tree, int index)
    {
        var row = tree.Row(index);
        if (row.Next <= index || row.Next > tree.Count || row.Start > row.End || row.End > tree.Source.Length)
            return false;

        if (index == 0)
            return row.Parent == -1 && row.Next == tree.Count;

        var parent = tree.Row(row.Parent);
        var isChild = new SyntaxNode(tree, row.Parent).Children.Any(c => c.Index == index);
        return row.Parent < index && row.Next <= parent.Next && row.Start >= parent.Start && row.End <= parent.End && isChild
            && row.StartLine == 1 + tree.Source.Span[..row.Start].Count((byte)'\n')
            && ((row.Flags & NodeFlags.HasError) == 0 || (parent.Flags & NodeFlags.HasError) != 0);
    }

    private static Arbitrary<Mutation> Mutations()
    {
        var edits = Gen.ListOf(Gen.Choose(0, 4_000).SelectMany(at => Gen.Choose(0, 12).SelectMany(length => Gen.Elements(Pieces).Select(piece => (at, length, piece)))));
        return Gen.Elements(Snippets.Valid.Keys.ToArray()).SelectMany(l => edits.Select(e => new Mutation(l, Mutate(Snippets.Valid[l], e)))).ToArbitrary();
    }

    private static byte[] Mutate(string text, IEnumerable<(int At, int Length, string Piece)> edits)
    {
        foreach (var (at, length, piece) in edits.Take(6))
        {
            var start = at % (text.Length + 1);
            text = text[..start] + piece + text[Math.Min(text.Length, start + length)..];
        }

        return Encoding.UTF8.GetBytes(text);
    }

    private sealed record Mutation(Language Language, byte[] Text)
    {
        public override string ToString() => $"{Language}:\n{Encoding.UTF8.GetString(Text)}";
    }
}
