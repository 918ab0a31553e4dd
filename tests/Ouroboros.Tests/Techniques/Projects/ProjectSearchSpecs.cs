using Ouroboros.Adapters.TreeSitter;
using Ouroboros.Capabilities.Repair;
using Ouroboros.Stages.Build;
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
        found.OwnTests.ShouldBe(1);
    }

    [Theory]
    [InlineData("fixtures")]
    [InlineData("testdata")]
    [InlineData("example")]
    [InlineData("examples")]
    [InlineData("sample")]
    [InlineData("samples")]
    [InlineData("template")]
    [InlineData("templates")]
    [InlineData("vendor")]
    [InlineData("third_party")]
    [InlineData("docs")]
    public void What_is_set_aside_makes_the_root_no_project_and_is_told(string aside)
    {
        With("a/setup.py", "a/test_a.py", "b/package.json", "b/test/b.test.js", $"b/{aside}/x/setup.py", $"b/{aside}/x/test_x.py", $"{aside}/test_y.py", $"{aside}/z/Z.slnx", $"{aside}/z/ZTests.cs");

        var found = Find();

        found.AreSeveral.ShouldBeTrue();
        found.Nested.Select(n => $"{n.Path} {n.Kind} {n.Tests}").ShouldBe(["a Python 1", "b JavaScript 1"]);
        found.LeftOut.ShouldBe([$"{aside} (set aside)", $"b/{aside} (set aside)"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("test")]
    [InlineData("tests")]
    [InlineData("__tests__")]
    public void No_project_begins_among_the_tests_of_one_and_its_tests_are_tests_of_that(string tests)
    {
        With("a/setup.py", $"a/{tests}/test_a.py", $"a/{tests}/inner/setup.py", $"a/{tests}/inner/test_b.py", $"a/{tests}/inner/In.sln", $"{tests}/test_c.py");

        var found = Find();

        found.Nested.Select(n => $"{n.Path} {n.Kind} {n.Tests}").ShouldBe(["a Python 2"]);
        found.OwnTests.ShouldBe(1);
    }

    [Fact]
    public void A_project_without_tests_is_left_out_and_told()
    {
        With("a/setup.py", "a/test_a.py", "b/setup.py", "b/test_b.py", "c/Empty.slnx", "c/Empty/Empty.csproj", "c/Empty/Nothing.cs");

        Find().LeftOut.ShouldBe(["c (no tests)"]);
    }

    [Fact]
    public void A_solution_is_one_project_with_all_its_parts()
    {
        With("api/pyproject.toml", "api/tests/test_api.py", "svc/Svc.slnx", "svc/src/Svc/Svc.csproj", "svc/src/Svc/Cart.cs", "svc/src/Svc/obj/CartTests.cs",
            "svc/tests/Svc.Tests/Svc.Tests.csproj", "svc/tests/Svc.Tests/CartTests.cs");

        var found = Find();

        found.AreSeveral.ShouldBeTrue();
        found.Nested.Select(n => $"{n.Path} {n.Kind} {n.Tests}").ShouldBe(["api Python 1", "svc C# 2"]);
        found.LeftOut.ShouldBeEmpty();
    }

    [Fact]
    public void Without_a_solution_tests_and_what_they_test_are_one_project()
    {
        With("calc/Calc.csproj", "calc/CalcTests.cs", "svc/src/Svc/Svc.csproj", "svc/src/Svc/Cart.cs", "svc/tests/Svc.Tests/Svc.Tests.csproj",
            "svc/tests/Svc.Tests/CartTests.cs", "only/Only.Tests.csproj", "only/Only.Tests.cs", "web/package.json", "web/test/a.test.js");

        var found = Find();

        found.Nested.Select(n => $"{n.Path} {n.Kind} {n.Tests}").ShouldBe(["calc C# 1", "only C# 2", "svc C# 2", "web JavaScript 1"]);
        found.OwnTests.ShouldBe(0);
    }

    [Fact]
    public void Where_tests_and_what_they_test_meet_at_the_root_it_is_one_project()
    {
        With("Svc/Svc.csproj", "Svc/Cart.cs", "Svc.Tests/Svc.Tests.csproj", "Svc.Tests/CartTests.cs", "web/package.json", "web/test/a.test.js", "api/setup.py", "api/test_a.py");

        var found = Find();

        found.AreSeveral.ShouldBeFalse();
        found.OwnTests.ShouldBe(2);
    }

    [Fact]
    public void Every_kind_that_can_be_repaired_is_looked_for()
    {
        using var store = new StoreFixture();
        var parts = new RepairParts(
            new TreeSitterParser(), new PlainRunner(), TemporaryFolder.Roots, store.Store.Contents, new MemoryMemo(), store.Store.Experience, new FakeStages(), TimeProvider.System);

        new RepairCapability(parts).Kinds(new Ouroboros.Workspaces.SnapshotReader(store.Store.Contents)).Select(k => k.Marks).ShouldBe(RepairCapability.Marks);
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
        return ProjectSearch.Beneath(files, RepairCapability.Marks, CancellationToken.None);
    }
}
