using Ouroboros.Cli.Errors;
using Ouroboros.Cli.Output;
using Shouldly;

namespace Ouroboros.Tests.Cli;

public sealed class OutputSpecs
{
    [Theory]
    [InlineData("\x1b[31mred\a", "\\x1b[31mred\\x07")]
    [InlineData("tab\tstays", "tab\tstays")]
    [InlineData("right-to-left \u202e txt.exe", "right-to-left \\u202e txt.exe")]
    [InlineData("naïve – ünïcödé", "naïve – ünïcödé")]
    public void Text_of_a_project_cannot_steer_the_terminal(string text, string shown) => Printable.Of(text, unicode: true).ShouldBe(shown);

    [Fact]
    public void Without_utf8_our_own_signs_become_ascii() => Printable.Of("✓ a → b …", unicode: false).ShouldBe("+ a -> b ...");

    [Theory]
    [InlineData("NO_COLOR=1 TERM=xterm", false, true)]
    [InlineData("TERM=dumb", false, false)]
    [InlineData("TERM=xterm", true, true)]
    [InlineData("TERM=xterm CI=true", true, false)]
    [InlineData("TERM=xterm CI=false", true, true)]
    [InlineData("", false, false)]
    public void The_environment_says_what_a_terminal_shows(string variables, bool colour, bool live)
    {
        var environment = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => v.Split('=')).ToDictionary(v => v[0], v => v[1]);

        var traits = Traits.Of(environment, input: false, output: false, error: false);

        (traits.Colour, traits.Live).ShouldBe((colour, live));
    }

    [Fact]
    public void A_table_gives_way_where_it_may_on_a_narrow_terminal()
    {
        var table = new Table(new Column("Name", Flexible: true), new Column("Size", Align.Right));
        table.Add("a_rather_long_name_of_something_in_the_project.py", "12");
        var text = new StringWriter();

        table.Print(new Printer(text, new Traits { Width = 30 }));

        text.ToString().ShouldBe("Name                      Size\na_rather_long_name_of_s~    12\n");
    }

    [Theory]
    [InlineData("repiar", "repair")]
    [InlineData("--max-rsk", "--max-risk")]
    [InlineData("xyz", null)]
    public void A_slip_of_the_finger_is_understood(string typed, string? meant) =>
        Suggestion.For(typed, ["repair", "replay", "resume", "--max-risk", "--json"]).ShouldBe(meant);

    [Fact]
    public void Long_words_stay_whole_so_that_they_can_be_copied() =>
        Wrapping.Wrap("see /a/very/long/path/that/goes/on/and/on/without/end for more of it", 24)
            .ShouldBe(["see", "/a/very/long/path/that/goes/on/and/on/without/end", "for more of it"]);
}
