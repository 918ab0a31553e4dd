using Ouroboros.Adapters.Processes;
using Ouroboros.Techniques.Sandboxing;
using Shouldly;

namespace Ouroboros.Tests.Processes;

public sealed class SandboxChoiceSpecs
{
    [Theory]
    [InlineData(null, SandboxMode.Auto)]
    [InlineData("auto", SandboxMode.Auto)]
    [InlineData(" BWRAP ", SandboxMode.Bubblewrap)]
    [InlineData("plain", SandboxMode.Plain)]
    public void The_setting_names_the_sandbox(string? text, SandboxMode expected)
    {
        SandboxModes.TryParse(text, out var mode).ShouldBeTrue();

        mode.ShouldBe(expected);
    }

    [Fact]
    public void No_other_word_is_taken_for_a_sandbox()
    {
        SandboxModes.TryParse("none", out _).ShouldBeFalse();
    }

    [Fact]
    public void A_bubblewrap_that_fails_is_noticed_before_it_is_relied_upon()
    {
        FirstStart.WhatIsWrongWith(new BubblewrapPolicy("/bin/false", Supervisor.DefaultPath), Supervisor.DefaultPath).ShouldNotBeNull();
    }

    [Fact]
    public void A_bubblewrap_that_is_not_there_is_named()
    {
        var wrong = FirstStart.WhatIsWrongWith(new BubblewrapPolicy("/no/such/bwrap", Supervisor.DefaultPath), Supervisor.DefaultPath);

        wrong.ShouldBe("cannot start /no/such/bwrap: No such file or directory");
    }

    [Fact]
    public void An_old_kernel_is_told_about_in_plain_words()
    {
        var gaps = new PlainPolicy(KernelProbe.Nothing, withoutNamespaces: false).Gaps;

        gaps.ShouldContain(gap => gap.StartsWith("Files of this user can be read and changed everywhere", StringComparison.Ordinal));
        gaps.ShouldContain("Other processes of this user can be seen and ended.");
    }
}
