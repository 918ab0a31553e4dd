using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Ouroboros.Adapters.Models.Wire;
using Shouldly;

namespace Ouroboros.Tests.Adapters.Models;

public sealed class ServerEventSpecs
{
    [Theory]
    [InlineData("data: a\n\n", "a")]
    [InlineData("data:a\r\n\r\ndata:  b\r\r", "a", " b")]
    [InlineData("event: e\ndata: a\ndata\ndata: b\n\n\n\n: c\n\n", "e=a\n\nb")]
    [InlineData("data: a\n\ndata: half", "a", "half!")]
    [InlineData("id: 1\n\nevent: only\n\n")]
    public async Task Events_are_read_as_the_standard_says(string text, params string[] expected)
    {
        var events = await ServerEvent.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), CancellationToken.None).ToListAsync();

        events.Select(e => $"{(e.Type.Length > 0 ? e.Type + "=" : "")}{e.Data}{(e.IsWhole ? "" : "!")}").ShouldBe(expected);
    }

    [Fact]
    public void It_does_not_matter_where_the_pieces_are_cut()
    {
        var lines = Gen.Elements("data: a", "data: ü€🐍", ": c", "event: e", "", "data", "x: y");
        var cases = from parts in lines.ListOf() from ends in Gen.Elements("\n", "\r\n") from size in Gen.Choose(1, 9) select (string.Join(ends, parts) + ends, size);

        Prop.ForAll(cases.ToArbitrary(), one => Read(new MemoryStream(Encoding.UTF8.GetBytes(one.Item1))).SequenceEqual(Read(new Slow(Encoding.UTF8.GetBytes(one.Item1), one.size))))
            .QuickCheckThrowOnFailure();
    }

    private static List<ServerEvent> Read(Stream stream) => ServerEvent.ReadAsync(stream, CancellationToken.None).ToBlockingEnumerable().ToList();

    private sealed class Slow(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
    }
}
