using System.Net;
using System.Net.Sockets;
using Ouroboros.Adapters.Models.Wire;
using Ouroboros.Techniques.Models;
using Ouroboros.Tests.Fakes.Models;
using Shouldly;

namespace Ouroboros.Tests.Adapters.Models;

/// <summary>Whatever goes wrong on the way is told as what it is, and never with the key.</summary>
public sealed class ModelWireSpecs : IAsyncLifetime
{
    private readonly ModelDesk desk = new();

    [Theory]
    [InlineData(400, ModelTrouble.Rejected)]
    [InlineData(401, ModelTrouble.Unauthorised)]
    [InlineData(402, ModelTrouble.Unauthorised)]
    [InlineData(403, ModelTrouble.Unauthorised)]
    [InlineData(404, ModelTrouble.NotFound)]
    [InlineData(408, ModelTrouble.ServerFailed)]
    [InlineData(413, ModelTrouble.TooLong)]
    [InlineData(422, ModelTrouble.Rejected)]
    [InlineData(429, ModelTrouble.RateLimited)]
    [InlineData(500, ModelTrouble.ServerFailed)]
    [InlineData(501, ModelTrouble.NotFound)]
    [InlineData(502, ModelTrouble.ServerFailed)]
    [InlineData(503, ModelTrouble.ServerFailed)]
    [InlineData(504, ModelTrouble.ServerFailed)]
    [InlineData(529, ModelTrouble.ServerFailed)]
    [InlineData(204, ModelTrouble.Malformed)]
    public async Task A_status_says_what_the_trouble_is(int status, ModelTrouble expected)
    {
        var trouble = await desk.TroubleAsync(ModelReply.Status(status, status == 204 ? "" : """{"error":{"message":"scripted words","type":"some_type"}}"""));

        trouble.Trouble.ShouldBe(expected);
        trouble.Message.ShouldContain(status.ToString());
        trouble.Message.ShouldContain("scripted at http://127.0.0.1");
        trouble.RetryAfter.ShouldBeNull();
        if (status != 204)
            trouble.Message.ShouldContain("some_type: scripted words");
    }

    [Theory]
    [InlineData(400, """{"error":{"message":"too much","code":"context_length_exceeded"}}""", ModelTrouble.TooLong)]
    [InlineData(400, """{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 210000 tokens"}}""", ModelTrouble.TooLong)]
    [InlineData(400, """{"object":"error","message":"This model's maximum context length is 4096 tokens"}""", ModelTrouble.TooLong)]
    [InlineData(429, """{"error":{"message":"pay first","code":"insufficient_quota"}}""", ModelTrouble.Unauthorised)]
    [InlineData(500, "<html>the context length of this page</html>", ModelTrouble.ServerFailed)]
    [InlineData(422, """{"detail":[{"loc":["body"],"msg":"field required"}]}""", ModelTrouble.Rejected)]
    public async Task Words_of_the_server_say_more_than_its_status(int status, string body, ModelTrouble expected)
    {
        var trouble = await desk.TroubleAsync(ModelReply.Status(status, body));

        trouble.Trouble.ShouldBe(expected);
    }

    [Theory]
    [InlineData("""{"error":{"message":"Incorrect API key provided: KEY. And KEY"}}""")]
    [InlineData("Bad header Authorization: Bearer KEY")]
    [InlineData("""{"error":"KEY"}""")]
    public async Task A_key_that_a_server_repeats_is_taken_out(string body)
    {
        var trouble = await desk.TroubleAsync(ModelReply.Status(401, body.Replace("KEY", ModelDesk.Key)));

        trouble.ToString().ShouldNotContain(ModelDesk.Key);
        trouble.Message.ShouldContain("[redacted:");
        trouble.Message.ShouldContain("SCRIPTED_API_KEY");
    }

    [Fact]
    public async Task A_key_is_taken_out_of_what_breaks_off_too()
    {
        var start = 16 * 1024 - 8;

        var trouble = await desk.TroubleAsync(ModelReply.Status(401, new string(' ', start) + ModelDesk.Key));

        trouble.ToString().ShouldNotContain(ModelDesk.Key[..6]);
    }

    [Fact]
    public async Task A_key_is_taken_out_of_trouble_within_an_answer()
    {
        var trouble = await desk.TroubleAsync(ModelReply.Events($"{{\"error\":{{\"message\":\"no {ModelDesk.Key}\"}}}}"), streams: true);
        var other = await desk.TroubleAsync(ModelReply.Body($"<p>{ModelDesk.Key}</p>", "text/html"));

        trouble.ToString().ShouldNotContain(ModelDesk.Key);
        other.ToString().ShouldNotContain(ModelDesk.Key);
    }

    [Fact]
    public async Task Words_of_a_server_are_short_and_tame()
    {
        var trouble = await desk.TroubleAsync(ModelReply.Status(400, "{\"error\":{\"message\":\"\\u001b[2J\\u202e" + new string('x', 90_000) + "\"}}"));

        trouble.Message.Length.ShouldBeLessThan(600);
        trouble.Message.ShouldNotContain('\u001b');
        trouble.Message.ShouldNotContain('\u202e');
    }

    [Fact]
    public async Task No_redirect_is_followed_and_the_key_goes_nowhere_else()
    {
        await using var other = ModelServer.Start();
        other.Otherwise = ModelReply.Text("I have your key.");

        foreach (var status in new[] { 301, 302, 303, 307, 308 })
        {
            var trouble = await desk.TroubleAsync(ModelReply.Status(status, "").With(("Location", $"{other.Address}v1/chat/completions?k={ModelDesk.Key}")));

            trouble.Trouble.ShouldBe(ModelTrouble.Rejected);
            trouble.Message.ShouldContain($"sends the call on to http://{other.Address.Host}");
            trouble.ToString().ShouldNotContain(ModelDesk.Key);
        }

        other.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_cookie_is_kept()
    {
        desk.Server.Reply(ModelReply.Text("a").With(("Set-Cookie", "who=you; Path=/")), ModelReply.Text("b"));
        var chat = desk.OpenAi();
        await ModelDesk.AskAsync(chat);

        await ModelDesk.AskAsync(chat);

        desk.Server.Calls[1].Header("cookie").ShouldBeNull();
        desk.Server.Calls[1].Headers.Keys.Order().ShouldBe(["accept", "authorization", "content-length", "content-type", "host"]);
    }

    [Theory]
    [InlineData("http://models.invalid/v1", "plain-key", ModelTrouble.Insecure)]
    [InlineData("http://localhost.example/v1", "plain-key", ModelTrouble.Insecure)]
    [InlineData("ftp://127.0.0.1/v1", "plain-key", ModelTrouble.Rejected)]
    [InlineData("https://user:password@127.0.0.1/v1", null, ModelTrouble.Rejected)]
    [InlineData("https://127.0.0.1/v1?key=abc", null, ModelTrouble.Rejected)]
    [InlineData("https://127.0.0.1/v1", "two\nlines", ModelTrouble.Unauthorised)]
    [InlineData("https://127.0.0.1/v1", null, ModelTrouble.Unauthorised)]
    public async Task What_is_not_safe_is_not_sent(string address, string? key, ModelTrouble expected)
    {
        var endpoint = new ModelEndpoint("scripted", new Uri(address)) { Key = key, NeedsKey = true };

        var trouble = await Should.ThrowAsync<ModelTroubleException>(ModelDesk.AskAsync(desk.OpenAi(endpoint: endpoint)));

        trouble.Trouble.ShouldBe(expected);
        trouble.Message.ShouldNotContain("password");
        if (key is not null)
            trouble.ToString().ShouldNotContain(key);
    }

    [Fact]
    public void An_endpoint_does_not_show_its_key()
    {
        $"{desk.Endpoint}".ShouldNotContain(ModelDesk.Key);
    }

    [Fact]
    public async Task A_server_that_cannot_prove_who_it_is_gets_nothing()
    {
        await using var server = ModelServer.StartSelfSigned();

        var trouble = await Should.ThrowAsync<ModelTroubleException>(ModelDesk.AskAsync(desk.OpenAi(endpoint: desk.Endpoint with { Base = server.Base })));

        trouble.Trouble.ShouldBe(ModelTrouble.Insecure);
        server.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_that_nobody_knows_is_out_of_reach()
    {
        var trouble = await Should.ThrowAsync<ModelTroubleException>(ModelDesk.AskAsync(desk.OpenAi(endpoint: new ModelEndpoint("scripted", new Uri("https://models.invalid/v1")) { Key = "some-key" })));

        trouble.Trouble.ShouldBe(ModelTrouble.Unreachable);
        trouble.Message.ShouldContain("models.invalid");
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_out_of_reach()
    {
        // Held by one who does not listen, so that nobody else does.
        using var held = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        held.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var gone = new Uri($"http://{held.LocalEndPoint}/v1");

        var trouble = await Should.ThrowAsync<ModelTroubleException>(ModelDesk.AskAsync(desk.OpenAi(endpoint: desk.Endpoint with { Base = gone })));

        (trouble.Trouble, trouble.MayPass).ShouldBe((ModelTrouble.Unreachable, true));
    }

    [Fact]
    public async Task A_server_that_never_gives_its_proof_is_out_of_reach()
    {
        var mute = desk.Endpoint with { Base = new UriBuilder(desk.Server.Base) { Scheme = "https" }.Uri, Connect = TimeSpan.FromMilliseconds(200) };

        var trouble = await Should.ThrowAsync<ModelTroubleException>(ModelDesk.AskAsync(desk.OpenAi(endpoint: mute)));

        (trouble.Trouble, trouble.Message.Contains("No connection within 0.2 s")).ShouldBe((ModelTrouble.Unreachable, true));
    }

    [Fact]
    public async Task A_server_that_never_answers_times_out()
    {
        desk.Server.Reply(ModelReply.Hang());
        var asking = ModelDesk.AskAsync(desk.OpenAi());
        await desk.Server.CalledAsync();

        desk.Clock.Advance(TimeSpan.FromSeconds(59));
        asking.IsCompleted.ShouldBeFalse();
        desk.Clock.Advance(TimeSpan.FromSeconds(2));

        var trouble = await Should.ThrowAsync<ModelTroubleException>(asking);
        trouble.Trouble.ShouldBe(ModelTrouble.TimedOut);
        trouble.Message.ShouldContain("No answer began within 60 s");
    }

    [Fact]
    public async Task A_call_may_not_take_longer_than_all_of_its_time()
    {
        desk.Server.Reply(ModelReply.Hang());
        var endpoint = desk.Endpoint with { FirstByte = TimeSpan.FromHours(1), Whole = TimeSpan.FromMinutes(2) };
        var asking = ModelDesk.AskAsync(desk.OpenAi(endpoint: endpoint));
        await desk.Server.CalledAsync();

        desk.Clock.Advance(TimeSpan.FromMinutes(2));

        var trouble = await Should.ThrowAsync<ModelTroubleException>(asking);
        (trouble.Trouble, trouble.Message.Contains("longer than 120 s")).ShouldBe((ModelTrouble.TimedOut, true));
    }

    [Fact]
    public async Task Who_asked_may_leave()
    {
        desk.Server.Reply(ModelReply.Hang());
        using var leaving = new CancellationTokenSource();
        var asking = desk.OpenAi().GetResponseAsync([new(Microsoft.Extensions.AI.ChatRole.User, "Why?")], null, leaving.Token);
        await desk.Server.CalledAsync();

        await leaving.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(asking);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_cut()
    {
        var trouble = await desk.TroubleAsync(ModelReply.Text("Because it is so.").Cut(40));

        (trouble.Trouble, trouble.Received, trouble.MayPass).ShouldBe((ModelTrouble.Cut, 40, true));
    }

    [Fact]
    public async Task A_connection_that_is_closed_without_a_word_is_cut()
    {
        var trouble = await desk.TroubleAsync(ModelReply.Close());

        trouble.Trouble.ShouldBe(ModelTrouble.Cut);
    }

    [Theory]
    [InlineData("""{"choices":[{"message":{"cont""", "application/json")]
    [InlineData("", "application/json")]
    [InlineData("[]", "application/json")]
    [InlineData("<html>Please log in</html>", "text/html")]
    [InlineData("""{"choices":[{"message":{"content":"So."}}]}""", "text/plain")]
    public async Task What_is_no_answer_is_malformed(string body, string type)
    {
        var whole = await desk.TroubleAsync(ModelReply.Body(body, type));
        var asked = await desk.TroubleAsync(ModelReply.Body(body, type), streams: true);

        (whole.Trouble, asked.Trouble).ShouldBe((ModelTrouble.Malformed, ModelTrouble.Malformed));
    }

    [Theory]
    [InlineData("220 mail.example ESMTP\r\n\r\n", 0)]
    [InlineData("HTTP/1.1 200 OK\r\nX: ", 500_000)]
    public async Task What_does_not_speak_the_language_of_the_web_is_malformed(string beginning, int more)
    {
        var trouble = await desk.TroubleAsync(ModelReply.Raw(beginning + new string('x', more)));

        trouble.Trouble.ShouldBe(ModelTrouble.Malformed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_gigantic_answer_is_not_read(bool isAnnounced)
    {
        var reply = ModelReply.Huge(200_000);
        var raw = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n" + new string(' ', 200_000);

        var trouble = await desk.TroubleAsync(isAnnounced ? reply : ModelReply.Raw(raw), endpoint: desk.Endpoint with { LargestAnswer = 100_000 });

        trouble.Trouble.ShouldBe(ModelTrouble.TooLarge);
        trouble.Received.ShouldBeLessThan(200_000);
    }

    [Fact]
    public async Task Brackets_without_end_do_not_matter()
    {
        var trouble = await desk.TroubleAsync(ModelReply.Body(new string('[', 1_000_000)));

        trouble.Trouble.ShouldBe(ModelTrouble.Malformed);
    }

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => desk.DisposeAsync();
}
