using Ouroboros.Techniques.Projects;
using Ouroboros.Tests.Fakes;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Projects;

public sealed class ProjectSearchSpecs : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Projects_of_two_languages_are_found_below_a_root_that_is_none()
    {
        With("package.json", "api/pyproject.toml", "api/tests/test_api.py", "web/package.json", "web/test/a.test.js", "web/test/b.test.js", "libs/empty/setup.py");

        var found = Find();

        found.AreSeveral.ShouldBeTrue();
        found.Nested.Select(n => $"{n.Path} {n.Kind} {n.Tests}").ShouldBe(["api Python 1", "web JavaScript 2"]);
    }

    [Fact]
    public void A_root_with_tests_of_its_own_is_one_project_whatever_lies_below()
    {
        With("pyproject.toml", "tests/test_root.py", "plugins/a/pyproject.toml", "plugins/a/test_a.py", "plugins/b/setup.py", "plugins/b/test_b.py");

        var found = Find();

        found.AreSeveral.ShouldBeFalse();
        (found.OwnTests, found.Nested.Count).ShouldBe((1, 2));
    }

    [Fact]
    public void What_tests_keep_as_data_and_what_is_installed_is_no_project()
    {
        With("setup.py", "tests/test_a.py", "tests/fixtures/one/setup.py", "tests/fixtures/one/test_x.py", "examples/two/pyproject.toml", "examples/two/test_y.py",
            "node_modules/dep/package.json", "node_modules/dep/test/x.test.js");

        var found = Find();

        found.Nested.ShouldBeEmpty();
        found.OwnTests.ShouldBe(3);
    }

    [Fact]
    public void A_test_belongs_to_the_nearest_project_above_it()
    {
        With("a/pyproject.toml", "a/test_a.py", "a/inner/pyproject.toml", "a/inner/tests/test_b.py");

        Find().Nested.Select(n => $"{n.Path} {n.Tests}").ShouldBe(["a 1", "a/inner 1"]);
    }

    private void With(params string[] paths)
    {
        foreach (var path in paths)
            folder.Write(path, "");
    }

    private ProjectsBeneath Find()
    {
        using var files = TemporaryFolder.Roots.Open(folder.Path);
        return ProjectSearch.Beneath(files, CancellationToken.None);
    }
}
