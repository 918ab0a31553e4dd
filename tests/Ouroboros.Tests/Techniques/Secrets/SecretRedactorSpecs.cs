using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using Ouroboros.Techniques.Secrets;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Secrets;

public sealed class SecretRedactorSpecs
{
    // Put together at run time, so that no scanner takes this file for a leak.
    public static TheoryData<string, string> Planted => new()
    {
        { "AWS", "AKIA" + "IOSFODNN7EXAMPLQ" },
        { "GitHub classic", "ghp_" + "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dE3fG5" },
        { "GitHub fine", "github_pat_" + "11ABCDEFG0aBcDeFgHiJkL_mNoPqRsTuVwXyZ" },
        { "GitLab", "glpat-" + "xYz12345AbCdEfGhIjKl" },
        { "Slack", "xoxb-" + "123456789012-abcdefABCDEF" },
        { "Slack hook", "https://" + "hooks.slack.com/services/T00000000/B00000000/XXXXyyyyZZZZ1111" },
        { "OpenAI", "sk-" + "proj-abcDEF1234567890abcDEF123456" },
        { "Anthropic", "sk-ant-" + "api03-abcDEF1234567890_abc-DEF123456" },
        { "Google", "AIza" + "SyA1234567890abcdefghijklmnopqrstuv" },
        { "Stripe", "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc" },
        { "JWT", "eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P" },
        { "npm", "npm_" + "abcdefghij0123456789ABCDEFGHIJ012345" },
        { "PyPI", "pypi-" + "AgEIcHlwaS5vcmcCJDAwMDAwMDAwLTAwMDAtMDAwMC0wMDAw" },
        { "SendGrid", "SG." + "abcdefghijklmnop1234.ABCDEFGHIJKLMNOPQRSTUV0123456789" },
        { "Hugging Face", "hf_" + "abcdefghijklmnopqrstuvwxyzABCDEFGH" },
    };

    [Theory]
    [MemberData(nameof(Planted))]
    public void A_secret_is_known_by_its_form(string kind, string secret)
    {
        foreach (var context in new[] { "{0}", "log: using {0}.", "{{\"k\": \"{0}\"}}", "curl -H 'X: {0}' host", "a\n{0}\nb" })
        {
            var redacted = SecretRedactor.ByForm.Redact(string.Format(context, secret));

            redacted.ShouldNotContain(secret[^12..], customMessage: kind);
            redacted.ShouldContain("[redacted:");
        }
    }

    [Theory]
    [InlineData("DB_PASSWORD=hunter22", "hunter22")]
    [InlineData("password = \"c0rrect-horse\"", "c0rrect-horse")]
    [InlineData("{\"client_secret\": \"9f8a7b6c5d4e\"}", "9f8a7b6c5d4e")]
    [InlineData("export API_TOKEN=abcdef123456", "abcdef123456")]
    [InlineData("clientSecret: 'Zx81kk!spectrum'", "Zx81kk!spectrum")]
    [InlineData("auth_token: 8f14e45fceea167a5a36dedd4bea2543", "8f14e45fceea167a5a36dedd4bea2543")]
    [InlineData("//registry.example/:_authToken=0123456789abcdef0123", "0123456789abcdef0123")]
    [InlineData("postgres://app:s3cr3t@db:5432/x", "s3cr3t")]
    [InlineData("https://user:p@ss:w0rd@host/path", "p@ss:w0rd")]
    [InlineData("https://0123456789abcdef01234567@github.example/r.git", "0123456789abcdef01234567")]
    [InlineData("Authorization: Bearer abcdef0123456789abcdef", "abcdef0123456789abcdef")]
    [InlineData("Authorization: Basic dXNlcjpwYXNzd29yZA==", "dXNlcjpwYXNzd29yZA==")]
    [InlineData("docker run --env=DB_PASSWORD=abc123def x", "abc123def")]
    [InlineData("x = dict(password=\"q1w2e3r4\")", "q1w2e3r4")]
    [InlineData("{\\\"api_key\\\": \\\"a1b2c3d4e5f6\\\"}", "a1b2c3d4e5f6")]
    public void A_value_given_to_a_secret_name_goes(string text, string secret)
    {
        var redacted = SecretRedactor.ByForm.Redact(text);

        redacted.ShouldNotContain(secret);
        redacted.ShouldContain("[redacted:");
    }

    [Theory]
    [InlineData("commit 5263ae9b1c0d4f6e8a7b5c3d2e1f0a9b8c7d6e5f")]
    [InlineData("sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    [InlineData("id = '123e4567-e89b-12d3-a456-426614174000'")]
    [InlineData("data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk")]
    [InlineData("token = self.next_token()")]
    [InlineData("password = getpass.getpass(prompt)")]
    [InlineData("tokenizer = \"bert-base-uncased-v2\"")]
    [InlineData("token_count = 1234567890123456")]
    [InlineData("max_tokens: 4096")]
    [InlineData("key = sorted(items, key=lambda p: p.price2)")]
    [InlineData("def login(user: str, password: str) -> Token:")]
    [InlineData("if password != confirm_password2: raise ValueError('password')")]
    [InlineData("password = \"${DB_PASSWORD}\"")]
    [InlineData("password: <your password>")]
    [InlineData("API_KEY=")]
    [InlineData("API_KEY=xxxxxxxx")]
    [InlineData("secret_name: \"projects/1/secrets/db2\"")]
    [InlineData("keys = {'left': 37, 'right': 39}")]
    [InlineData("assert tokens == ['a1', 'b2', 'c3d4e5f6']")]
    [InlineData("https://example.org:8080/a@b")]
    [InlineData("git@github.example:owner/name.git")]
    [InlineData("pass the salt: 12345678 grains")]
    [InlineData("for key, value in table.items():")]
    [InlineData("the bearer of this message")]
    [InlineData("primary_key = 'order_item_2024_id'")]
    [InlineData("sk-learn and task-oriented-dialogue-systems-are-fine")]
    public void Ordinary_text_stays(string text)
    {
        SecretRedactor.ByForm.Redact(text).ShouldBe(text);
    }

    [Fact]
    public void Private_keys_go_whole_even_without_their_end()
    {
        var key = "-----BEGIN RSA " + "PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nMIIEpAIBAAKCAQEA7bq\nqweRTY==\n-----END RSA PRIVATE KEY-----";

        SecretRedactor.ByForm.Redact($"before {key} \"after\"").ShouldBe("before [redacted:private-key] \"after\"");
        SecretRedactor.ByForm.Redact($"before {key[..80]}").ShouldBe("before [redacted:private-key]");
        SecretRedactor.ByForm.Redact(key.Replace("\n", "\\n")).ShouldBe("[redacted:private-key]");
        SecretRedactor.ByForm.Redact("-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----").ShouldContain("MIIB");
    }

    [Fact]
    public void Values_of_the_environment_go_in_all_their_spellings()
    {
        var known = KnownSecrets.Among(new Dictionary<string, string>
        {
            ["MY_TOKEN"] = "quite\"plain words", ["HOME"] = "/home/person", ["TOKEN_FILE"] = "unremarkable", ["SSH_AUTH_KEY"] = "/tmp/agent.1", ["PASSWORD"] = "short",
        });
        var redactor = new SecretRedactor(known);

        redactor.Redact("a quite\"plain words b").ShouldBe("a [redacted:known-secret] b");
        redactor.Redact("{\"x\":\"quite\\\"plain words\"}").ShouldBe("{\"x\":\"[redacted:known-secret]\"}");
        redactor.Redact("?q=quite%22plain%20words&").ShouldBe("?q=[redacted:known-secret]&");
        redactor.Redact("/home/person unremarkable short /tmp/agent.1").ShouldBe("/home/person unremarkable short /tmp/agent.1");
    }

    [Fact]
    public void A_planted_secret_never_survives_and_redacting_twice_changes_nothing()
    {
        var secrets = Planted.Select(row => row.Data.Item2).ToArray();
        var noise = Gen.Elements(" ", "\n", "\"", "'", "=", ":", "a", "token", "password = ", "https://", "[redacted:x]", "é", "\\", "{", "key", "-----BEGIN ", "%", "\t");
        var texts = from before in noise.ListOf(12) from secret in Gen.Elements(secrets) from after in noise.ListOf(12)
                    select (Text: string.Concat(before) + " " + secret + " " + string.Concat(after), Secret: secret);

        Prop.ForAll(texts.ToArbitrary(), t =>
        {
            var once = SecretRedactor.ByForm.Redact(t.Text);
            return !once.Contains(t.Secret[^12..]) && SecretRedactor.ByForm.Redact(once) == once;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Random_values_of_secret_names_never_survive()
    {
        var letters = Gen.Elements("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789".ToCharArray());
        var values = letters.ArrayOf(24).Select(c => "a1" + new string(c));
        var names = Gen.Elements("DB_PASSWORD={0}", "api_key: \"{0}\"", "clientSecret = '{0}'", "{{\"auth_token\":\"{0}\"}}", "https://u:{0}@h/", "access_key = {0}");

        Prop.ForAll(values.ToArbitrary(), names.ToArbitrary(), (value, form) =>
        {
            var once = SecretRedactor.ByForm.Redact(string.Format(form, value));
            return !once.Contains(value) && SecretRedactor.ByForm.Redact(once) == once;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Hostile_text_does_not_multiply_the_work()
    {
        var hostile = string.Concat(Enumerable.Repeat("key=token=password='", 50_000));

        var watch = Stopwatch.StartNew();
        SecretRedactor.ByForm.Redact(hostile);

        // Quadratic work would take hours, so the limit can be generous.
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public void A_stream_is_redacted_even_where_writes_cut_a_secret()
    {
        var inner = new StringWriter();
        using (var writer = new RedactingWriter(inner, SecretRedactor.ByForm))
        {
            foreach (var part in new[] { "one AKIA", "IOSFODNN7", "EXAMPLQ two\n-----BEGIN PRIVATE", " KEY-----\nMIIE\n", "abcd\n-----END PRIVATE KEY-----\n", "end" })
            {
                writer.Write(part);
                writer.Flush();
            }
        }

        inner.ToString().ShouldBe("one [redacted:aws-key] two\n[redacted:private-key]\nend");
    }
}
