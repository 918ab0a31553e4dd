using Ouroboros.Techniques.Agents.External;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Agents.External;

public sealed class AgentTemplateSpecs
{
    [Theory]
    [InlineData("codex", "codex", "exec")]
    [InlineData("claude", "claude", "-p")]
    [InlineData("opencode", "opencode", "run")]
    [InlineData("aider", "aider", "--yes-always")]
    [InlineData("Goose", "goose", "run")]
    public void The_well_known_are_found_by_name_and_start_as_they_are_documented(string name, string program, string first)
    {
        var template = AgentTemplates.Find(name).ShouldNotBeNull();

        var words = AgentWords.Of(template.Command, "do it", "/p/prompt.md", "/w");
        words.Words.Take(2).ShouldBe([program, first]);
        words.Words.ShouldContain(w => w == "do it" || w == "/p/prompt.md");
        words.AsksByInput.ShouldBeFalse();
    }

    [Fact]
    public void Any_other_command_is_taken_as_it_is_and_named_after_its_program()
    {
        AgentTemplates.Find("/opt/tools/my-agent.sh --fast").ShouldBe(new AgentTemplate("my-agent", "/opt/tools/my-agent.sh --fast"));
        AgentTemplates.Find("  ").ShouldBeNull();
        AgentTemplates.Find("''").ShouldBeNull();
        AgentTemplates.Names.ShouldBe("codex|claude|opencode|aider|goose");
    }

    [Fact]
    public void Words_are_taken_apart_by_quotes_before_anything_is_put_in()
    {
        var words = AgentWords.Of("run --task={prompt} 'a b' \"in {workspace}\" {other} {prompt_file}", "two words {workspace} \"", "/p f", "/w s");

        words.Words.ShouldBe(["run", "--task=two words {workspace} \"", "a b", "in /w s", "{other}", "/p f"]);
    }

    [Fact]
    public void Without_a_place_for_the_prompt_it_is_the_input() => AgentWords.Of("agent --here {workspace}", "p", "/f", "/w").AsksByInput.ShouldBeTrue();
}
