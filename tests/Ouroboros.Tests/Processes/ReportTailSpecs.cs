using System.Buffers.Binary;
using System.Text;
using Ouroboros.Adapters.Processes;
using Ouroboros.Techniques.Sandboxing;
using Shouldly;

namespace Ouroboros.Tests.Processes;

public sealed class ReportTailSpecs
{
    private readonly OutputCapture _errors = new(most: null);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(5000)]
    [InlineData(100_000)]
    public void The_report_is_found_however_the_stream_was_cut(int chunk)
    {
        var tail = new ReportTail(_errors.Append);
        var words = new byte[20_000];
        new Random(chunk).NextBytes(words);
        byte[] stream = [.. words, .. Report("timeout -1 9 4096\nwhy")];

        for (var at = 0; at < stream.Length; at += chunk)
            tail.Append(stream.AsSpan(at, Math.Min(chunk, stream.Length - at)));
        var report = tail.Finish(hasReported: true);

        report.ShouldBe(new SupervisorReport(CommandEnd.TimedOut, null, 9, 4096, "why"));
        _errors.ToArray().ShouldBe(words);
    }

    [Fact]
    public void Without_a_report_every_byte_counts_as_said()
    {
        var tail = new ReportTail(_errors.Append);

        tail.Append("only words OUROEXEC"u8);

        tail.Finish(hasReported: true).ShouldBeNull();
        Encoding.UTF8.GetString(_errors.ToArray()).ShouldBe("only words OUROEXEC");
    }

    [Fact]
    public void A_killed_supervisor_has_not_reported_whatever_it_looks_like()
    {
        var tail = new ReportTail(_errors.Append);

        tail.Append(Report("exited 0 -1 0\n"));

        tail.Finish(hasReported: false).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("exited 0 0")]
    [InlineData("exited 0 0 0 0\n")]
    [InlineData("exited a b c\n")]
    public void Something_that_only_looks_like_a_report_is_none(string text)
    {
        SupervisorReport.TryRead(Report(text), out var length).ShouldBeNull();

        length.ShouldBe(0);
    }

    private static byte[] Report(string text)
    {
        var words = Encoding.UTF8.GetBytes(text);
        var size = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(size, words.Length);
        return [.. words, .. size, .. "OUROEXEC"u8];
    }
}
