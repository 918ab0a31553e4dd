using Ouroboros.Cli.CommandLine;
using Ouroboros.Tests.Fakes;
using Shouldly;

namespace Ouroboros.Tests.Cli;

public sealed class WorkspaceSearchSpecs : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("a/src/deep", "a", "a/pyproject.toml")]
    [InlineData("a/src/deep", "a", "a/package.json", "setup.py")]
    [InlineData("a/src/deep", "a", "a/Shop.slnx", "package.json")]
    [InlineData("a/src/Shop", "a", "a/Shop.sln", "a/src/Shop/Shop.csproj")]
    [InlineData("a/src/Shop", "", "ouroboros.yaml", "a/src/Shop/Shop.csproj")]
    [InlineData("a/src/Shop/Carts", "a/src/Shop", "a/src/Shop/Shop.csproj")]
    [InlineData("a/src/deep", "a/src/deep", "a/README.md")]
    public void The_project_is_the_nearest_directory_above_that_declares_one(string from, string found, params string[] files)
    {
        foreach (var file in files)
            folder.Write(file, "");

        Directory.CreateDirectory(folder[from]);

        WorkspaceSearch.Above(folder[from]).ShouldBe(found.Length == 0 ? folder.Path : folder[found]);
    }
}
