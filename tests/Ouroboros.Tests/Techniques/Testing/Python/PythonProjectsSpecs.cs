using Ouroboros.Techniques.Testing.Python;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Testing.Python;

public sealed class PythonProjectsSpecs
{
    [Fact]
    public async Task Pytest_is_found_by_the_style_of_the_tests()
    {
        var found = await DetectAsync(new(), ("a.py", ""), ("test_a.py", "def test_a():\n    assert True\n"));

        found.Project!.Framework.ShouldBe(PythonFramework.Pytest);
        found.Project.Interpreter.PytestVersion.ShouldNotBeNull();
        found.Project.Description.ShouldMatch(@"^pytest \d+\.\d+.* on Python 3\.\d+\.\d+ \(/.+\)$");
    }

    [Fact]
    public async Task Unittest_needs_no_pytest()
    {
        var found = await DetectAsync(new(), ("tests/test_a.py", "import unittest\nclass A(unittest.TestCase):\n    def test_a(self): pass\n"));

        found.Project!.Framework.ShouldBe(PythonFramework.Unittest);
        found.Project.Starts.ShouldBe(["tests"]);
    }

    [Fact]
    public async Task A_chosen_interpreter_without_pytest_is_named_with_the_command_that_mends_it()
    {
        using var bare = new SampleWorkspace(("python", "#!/bin/sh\nexec /usr/bin/python3 -S \"$@\"\n"));
        var chosen = Path.Join(bare.Root, "python");
        File.SetUnixFileMode(chosen, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var found = await DetectAsync(new() { Interpreter = chosen }, ("test_a.py", "def test_a(): pass\n"));

        found.Project.ShouldBeNull();
        found.Problem.ShouldNotBeNull().ShouldContain($"{chosen} -m pip install pytest");
    }

    [Fact]
    public async Task A_workspace_without_tests_is_told_how_to_name_them()
    {
        var found = await DetectAsync(new(), ("a.py", "pass\n"));

        found.Problem.ShouldNotBeNull().ShouldContain("--test");
    }

    [Fact]
    public async Task The_src_layout_is_put_on_the_search_path()
    {
        var found = await DetectAsync(new(), ("src/pkg/__init__.py", ""), ("tests/test_a.py", "def test_a(): pass\n"));

        found.Project!.SearchPaths.ShouldBe(["src"]);
    }

    [Theory]
    [InlineData("pytest -q tests", PythonFramework.Pytest, false, "-q|tests")]
    [InlineData("python3 -m pytest 'a b'", PythonFramework.Pytest, true, "a b")]
    [InlineData("python -m unittest discover -s tests", PythonFramework.Unittest, true, "discover|-s|tests")]
    [InlineData("MODE=1 make test", PythonFramework.Command, false, "make|test")]
    public void A_command_is_understood_as_far_as_it_can_be(string text, PythonFramework framework, bool rootOnPath, string arguments)
    {
        var command = PythonTestCommand.Parse(text);

        command.Framework.ShouldBe(framework);
        command.RootOnPath.ShouldBe(rootOnPath);
        string.Join('|', command.Arguments).ShouldBe(arguments);
    }

    private static async Task<PythonDetection> DetectAsync(PythonOptions options, params (string, string)[] files)
    {
        using var workspace = new SampleWorkspace(files);
        return await PythonBench.Projects.DetectAsync(workspace.Snapshot, options, CancellationToken.None);
    }
}
