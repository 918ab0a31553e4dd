using System.Text;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Search;

public sealed class LayoutSpecs
{
    private const string Program = "def f(a):\n    t = 0\n    for i in a:\n        t += i\n        g(t)\n    return t\n";

    [Fact]
    public void Inserted_lines_end_as_the_files_lines_do()
    {
        var unit = Workbench.Unit(Program.Replace("\n", "\r\n", StringComparison.Ordinal));

        foreach (var draft in Workbench.Drafts(unit))
        {
            var text = Workbench.AppliedText(draft);
            text.Replace("\r\n", "", StringComparison.Ordinal).ShouldNotContain('\n', draft.Reason);
            text.Replace("\r\n", "", StringComparison.Ordinal).ShouldNotContain('\r', draft.Reason);
        }
    }

    [Fact]
    public void Inserted_blocks_are_indented_by_tabs_where_the_file_is()
    {
        var unit = Workbench.Unit(Program.Replace("    ", "\t", StringComparison.Ordinal));

        var moved = Workbench.Drafts(unit).Select(Workbench.AppliedText).ToList();

        moved.ShouldAllBe(t => !t.Contains("    ", StringComparison.Ordinal));
        moved.ShouldContain("def f(a):\n\tt = 0\n\tfor i in a:\n\t\tt += i\n\tg(t)\n\treturn t\n");
    }

    [Fact]
    public void A_byte_order_mark_stays_where_it_is()
    {
        var unit = Workbench.Unit([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Program)]);

        foreach (var draft in Workbench.Drafts(unit))
            Workbench.Apply(draft).AsSpan(0, 3).SequenceEqual<byte>([0xEF, 0xBB, 0xBF]).ShouldBeTrue(draft.Reason);
    }

    [Fact]
    public void Bytes_that_are_no_text_stay_as_they_are()
    {
        byte[] latin = [.. "# caf"u8, 0xE9, (byte)'\n', .. Encoding.UTF8.GetBytes(Program)];
        var unit = Workbench.Unit(latin);

        foreach (var draft in Workbench.Drafts(unit))
            Workbench.Apply(draft).AsSpan(0, 7).SequenceEqual(latin.AsSpan(0, 7)).ShouldBeTrue(draft.Reason);
    }

    [Fact]
    public void A_missing_final_line_end_stays_missing_unless_a_line_is_moved()
    {
        var unit = Workbench.Unit("def f(a):\n    a.g()\n    return a");

        foreach (var draft in Workbench.Drafts(unit, "return-insert").Concat(Workbench.Drafts(unit, "statement-delete")))
            Workbench.AppliedText(draft).ShouldNotEndWith("\n", customMessage: draft.Reason);
    }

    [Theory]
    [InlineData("a = 1;  b = 2\n")]
    [InlineData("if a: b()\n")]
    [InlineData("class A: x = 1\n")]
    public void Statements_that_share_a_line_are_not_torn_apart(string source)
    {
        var unit = Workbench.Unit(source);

        foreach (var draft in Workbench.Drafts(unit, "statement-delete").Concat(Workbench.Drafts(unit, "statement-swap")))
            Workbench.Parser.FindFaults(Workbench.Apply(draft), Language.Python, SyntaxLimits.Default, default).ShouldBeEmpty(draft.Reason);
    }

    [Fact]
    public void Texts_inside_f_strings_get_no_quotes()
    {
        var unit = Workbench.Unit("def f(a, b='x'):\n    return f'{a.name} of {b}'\n");

        foreach (var draft in Workbench.Drafts(unit).Where(d => d.Node.Ancestors.Any(n => n.Kind == "interpolation")))
            draft.Edit.Splices.ShouldAllBe(s => !s.Text.Contains('\'') && !s.Text.Contains('"'));
    }

    [Fact]
    public void The_token_stream_of_an_edit_is_that_of_the_edited_file()
    {
        var unit = Workbench.Unit(Program);

        foreach (var draft in Workbench.Drafts(unit))
        {
            var again = new LogicalLines(Workbench.Parser.Parse(Workbench.Apply(draft), Language.Python, SyntaxLimits.Default, default));
            unit.Lines.Rewrite(draft.Edit.Splices).Hash.ShouldBe(again.Hash, draft.Reason);
        }
    }

    [Fact]
    public void White_space_comments_and_idle_parentheses_do_not_make_another_program()
    {
        var one = Workbench.Unit("def f(a):\n    return a + 1\n");
        var same = Workbench.Unit("def f( a ):  # why\n\n    return (a) + 1\n");
        var other = Workbench.Unit("def f(a):\n    return a - 1\n");

        same.Lines.Hash.ShouldBe(one.Lines.Hash);
        other.Lines.Hash.ShouldNotBe(one.Lines.Hash);
    }
}
