using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Workspaces;

public sealed class PathRulesSpecs
{
    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../up")]
    [InlineData("a/../../up")]
    [InlineData(".git/config")]
    [InlineData(".GIT/hooks/pre-commit")]
    [InlineData("sub/.git")]
    [InlineData("git~1/config")]
    [InlineData(".git /config")]
    [InlineData(".git./config")]
    [InlineData(".g\u200cit/config")]
    [InlineData(".git::$INDEX_ALLOCATION/config")]
    [InlineData(".ouroboros/ouroboros.db")]
    [InlineData(".env")]
    [InlineData(".env.local")]
    [InlineData("deploy/.ENV.production")]
    [InlineData(".envrc")]
    [InlineData("id_rsa")]
    [InlineData("keys/id_ed25519")]
    [InlineData("tls/server.PEM")]
    [InlineData("tls/server.key")]
    [InlineData(".ssh/known_hosts")]
    [InlineData(".gnupg/x")]
    [InlineData(".netrc")]
    [InlineData(".npmrc")]
    [InlineData(".pypirc")]
    [InlineData(".aws/credentials")]
    [InlineData("credentials.json")]
    [InlineData("")]
    public void Names_out_of_bounds_are_refused(string path) => PathRules.WhyRefused(path).ShouldNotBeNull();

    [Theory]
    [InlineData("src/app.py")]
    [InlineData(".env.example")]
    [InlineData(".gitignore")]
    [InlineData(".github/workflows/ci.yml")]
    [InlineData("environment.py")]
    [InlineData("monkey.py")]
    [InlineData("credentials.py")]
    [InlineData("keys/__init__.py")]
    [InlineData("tests/test_digit.py")]
    [InlineData("bücher/日本.py")]
    public void Ordinary_names_are_not(string path) => PathRules.WhyRefused(path).ShouldBeNull();
}
