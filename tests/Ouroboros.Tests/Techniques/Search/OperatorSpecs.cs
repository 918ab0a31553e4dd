using Ouroboros.Techniques.Search;
using Ouroboros.Techniques.Syntax;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Search;

/// <summary>One table for each operator: source, then results that must be among its proposals. <c>⏎</c> is a line end, <c>⇥</c> an indentation.</summary>
public sealed partial class OperatorSpecs
{
    public static TheoryData<string, string, string[]> Examples()
    {
        var data = new TheoryData<string, string, string[]>();
        foreach (var (name, source, results) in Expressions.Concat(Statements))
            data.Add(name, source, results);

        return data;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_operator_proposes(string name, string source, string[] results)
    {
        var unit = Workbench.Unit(Plain(source));

        var proposed = Workbench.Drafts(unit, name).Select(Workbench.AppliedText).ToHashSet();

        foreach (var result in results)
            proposed.ShouldContain(Plain(result), $"of {proposed.Count}:\n{string.Join("\n---\n", proposed.Take(40))}");
    }

    [Fact]
    public void Every_operator_but_those_with_specs_of_their_own_has_an_example()
    {
        var shown = Expressions.Concat(Statements).Select(e => e.Name).ToHashSet();

        OperatorTables.For(Language.Python)!.Operators.Select(o => o.Name).Except(["kindred"]).ShouldBeSubsetOf(shown);
    }

    [Fact]
    public void Operators_have_names_of_their_own_and_sane_priors()
    {
        var rows = OperatorTables.For(Language.Python)!.Operators;

        rows.Select(r => r.Name).ShouldBeUnique();
        rows.ShouldAllBe(r => r.Prior > 0 && r.Prior <= 1);
    }

    private static string Plain(string text) => text.Replace("⏎", "\n", StringComparison.Ordinal).Replace("⇥", "    ", StringComparison.Ordinal);
}
