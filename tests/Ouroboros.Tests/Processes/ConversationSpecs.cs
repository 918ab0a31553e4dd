using System.Text;
using Ouroboros.Adapters.Processes;
using Ouroboros.Techniques.Sandboxing;
using Shouldly;

namespace Ouroboros.Tests.Processes;

public sealed class ConversationSpecs
{
    private readonly ProcessRunner _runner = new(SandboxMode.Plain, TimeProvider.System);

    [Fact]
    public async Task Bytes_go_back_and_forth_unbuffered_and_unchanged()
    {
        await using var conversation = await _runner.ConverseAsync(new Command("cat", []), CancellationToken.None);

        for (var round = 0; round < 3; round++)
        {
            byte[] said = [0, 255, 13, 10, (byte)round];
            await conversation.Input.WriteAsync(said, CancellationToken.None);
            var heard = new byte[said.Length];
            await conversation.Output.ReadExactlyAsync(heard, CancellationToken.None);

            heard.ShouldBe(said);
        }
    }

    [Fact]
    public async Task Closing_the_input_lets_it_end_by_itself()
    {
        await using var conversation = await _runner.ConverseAsync(new Command("sh", ["-c", "cat; echo bye >&2; exit 4"]), CancellationToken.None);

        conversation.Input.Close();
        var outcome = await conversation.Ended;

        (outcome.End, outcome.ExitCode).ShouldBe((CommandEnd.Exited, 4));
        Encoding.UTF8.GetString(outcome.Errors).ShouldBe("bye\n");
        conversation.Errors.ShouldBe("bye\n");
    }

    [Fact]
    public async Task Disposing_ends_its_whole_group()
    {
        using var marked = new Marked();
        var conversation = await _runner.ConverseAsync(
            marked.Command("sh", "-c", "setsid sleep 100 & trap '' TERM; echo up; while :; do sleep 1; done"), CancellationToken.None);
        await conversation.Output.ReadExactlyAsync(new byte[3], CancellationToken.None);

        await conversation.DisposeAsync();

        (await conversation.Ended).End.ShouldBe(CommandEnd.Cancelled);
        marked.Survivors().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_cannot_start_has_ended_already_and_says_why()
    {
        await using var conversation = await _runner.ConverseAsync(new Command("/no/such/program", []), CancellationToken.None);

        (await conversation.Ended).End.ShouldBe(CommandEnd.NotStarted);
        conversation.Errors.ShouldContain("/no/such/program");
    }
}
