using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Testing;
using Ouroboros.Techniques.Testing.CSharp;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Testing.CSharp;

public sealed class CSharpKindSpecs
{
    [Fact]
    public async Task Packages_that_were_never_restored_are_named_with_what_mends_it()
    {
        using var workspace = new SampleWorkspace(
            ("A.Tests/A.Tests.csproj", SharpBench.Project("""<ItemGroup><PackageReference Include="Microsoft.NET.Test.Sdk" Version="17.12.0" /><PackageReference Include="xunit" Version="0.0.1-none" /></ItemGroup>""")),
            ("A.Tests/T.cs", "class T;"));

        var found = await SharpBench.Kind.DetectAsync(workspace.Snapshot, new TestOptions(), CancellationToken.None);

        found.Project.ShouldBeNull();
        found.PartIsMissing.ShouldBeTrue();
        found.Problem!.ShouldContain("xunit 0.0.1-none");
        found.Problem!.ShouldContain($"dotnet restore {workspace.Root}");
    }

    [Fact]
    public async Task A_project_without_tests_is_told_so()
    {
        using var workspace = new SampleWorkspace(("A/A.csproj", SharpBench.Project("")), ("A/T.cs", "class T;"));

        var found = await SharpBench.Kind.DetectAsync(workspace.Snapshot, new TestOptions(), CancellationToken.None);

        found.Problem!.ShouldStartWith("No C# tests were found");
    }

    [Theory]
    [InlineData("<PackageReference Include=\"xunit\" Version=\"2.9.3\" /><PackageReference Include=\"Microsoft.NET.Test.Sdk\" Version=\"17.0.0\" />", CSharpFramework.Xunit, false)]
    [InlineData("<PackageReference Include=\"xunit.v3\" Version=\"3.2.1\" />", CSharpFramework.Xunit3, true)]
    [InlineData("<PackageReference Include=\"NUnit\" Version=\"4.0.0\" /><PackageReference Include=\"Microsoft.NET.Test.Sdk\" Version=\"17.0.0\" />", CSharpFramework.Nunit, false)]
    [InlineData("<PackageReference Include=\"MSTest\" Version=\"3.6.0\" />", CSharpFramework.Mstest, false)]
    public void A_test_project_is_known_by_what_it_refers_to(string packages, CSharpFramework framework, bool runsItself)
    {
        using var workspace = new SampleWorkspace(("A.Tests/A.Tests.csproj", SharpBench.Project($"<ItemGroup>{packages}</ItemGroup>")), ("A/A.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />"));

        var found = new TestProjects(workspace.Snapshot).Tests.ShouldHaveSingleItem();

        (found.Framework, found.RunsItself).ShouldBe((framework, runsItself));
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><Project>&b;</Project>")]
    [InlineData("<Project")]
    [InlineData("")]
    public void A_project_file_that_is_no_project_file_holds_no_tests(string text)
    {
        using var workspace = new SampleWorkspace(("A.Tests/A.Tests.csproj", text));

        new TestProjects(workspace.Snapshot).Tests.ShouldBeEmpty();
    }

    [Fact]
    public void Versions_may_stand_in_a_file_above()
    {
        using var workspace = new SampleWorkspace(
            ("Directory.Packages.props", "<Project><ItemGroup><PackageVersion Include=\"xunit\" Version=\"2.9.3\" /></ItemGroup></Project>"),
            ("t/A.Tests/A.Tests.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><ItemGroup><PackageReference Include=\"xunit\" /><PackageReference Include=\"Microsoft.NET.Test.Sdk\" /></ItemGroup></Project>"));

        new TestProjects(workspace.Snapshot).Tests.Single().Packages.ShouldContain(("xunit", "2.9.3"));
    }

    [Theory]
    [InlineData("dotnet test", null, "Debug", null)]
    [InlineData("dotnet test tests/A -c Release --filter Category=Fast", "tests/A", "Release", "Category=Fast")]
    [InlineData("dotnet test --project=A.csproj --logger trx", "A.csproj", "Debug", null)]
    [InlineData("dotnet test -f net8.0", null, "Debug", null, "net8.0")]
    public void A_command_is_understood(string text, string? target, string configuration, string? filter, string? framework = null) =>
        CSharpTestCommand.Parse(text).ShouldBe(new CSharpTestCommand(target, configuration, filter, framework));

    [Theory]
    [InlineData(null, "")]
    [InlineData("FullyQualifiedName~Cart", "-method *Cart*")]
    [InlineData("Cart", "-method *Cart*")]
    [InlineData("Category=Fast | Category=Small", "-trait Category=Fast -trait Category=Small")]
    [InlineData("Category!=Slow&FullyQualifiedName=N.C.Adds&FullyQualifiedName!~Old", "-trait- Category=Slow -method N.C.Adds -method- *Old*")]
    [InlineData("Category=Fast|FullyQualifiedName~Cart", null)]
    [InlineData("Category=Fast&Category=Small", null)]
    [InlineData("Category!=Slow|Category!=Large", null)]
    [InlineData("(Category=Fast)", null)]
    [InlineData("Category~Fa", null)]
    [InlineData("DisplayName~Cart", null)]
    [InlineData("", null)]
    public void A_filter_is_told_to_the_program_of_xunit_3_or_not_understood(string? filter, string? options) =>
        (XunitFilter.Options(filter) is { } known ? string.Join(' ', known) : null).ShouldBe(options);

    [Fact]
    public async Task A_filter_that_would_be_lost_is_refused()
    {
        using var workspace = new SampleWorkspace(
            ("A.Tests/A.Tests.csproj", SharpBench.Project("""<ItemGroup><PackageReference Include="xunit.v3" Version="3.2.1" /></ItemGroup>""")), ("A.Tests/T.cs", "class T;"));

        var found = await SharpBench.Kind.DetectAsync(workspace.Snapshot, new TestOptions { TestCommand = "dotnet test --filter DisplayName~Cart" }, CancellationToken.None);

        found.Problem!.ShouldContain("'DisplayName~Cart'");
    }

    [Fact]
    public void Projects_of_one_assembly_name_report_in_places_of_their_own_and_forget_what_lay_there()
    {
        using var scratch = new SampleWorkspace(("results/builds-1/other.trx", "<TestRun/>"));
        var dotnet = new DotnetProgram("/usr/bin/dotnet", "/usr/share/dotnet", "10.0.100", "/usr/share/dotnet/sdk/10.0.100", "10.0.0");
        var tests = new[] { "a/Tests.csproj", "b/Tests.csproj" }.Select(p => new TestProject(RepoPath.Parse(p), CSharpFramework.Xunit, RunsItself: false, [])).ToArray();
        var built = new BuiltCopy(null!, Path.Join(scratch.Root, "builds-1"), null);
        var suites = tests.Select(t => new SuiteCommand(new CSharpProject(dotnet, tests, "/none", "Debug", null, null), t, built)).ToArray();

        suites[0].Report(scratch.Root).ShouldNotBe(suites[1].Report(scratch.Root));
        File.WriteAllText(suites[0].Report(scratch.Root), "<TestRun/>");
        Directory.CreateDirectory(Path.Join(suites[1].Report(scratch.Root), "within"));
        foreach (var suite in suites)
            suite.Forget(scratch.Root);

        Directory.GetFileSystemEntries(Path.Join(scratch.Root, "results/builds-1")).ShouldBe([Path.Join(scratch.Root, "results/builds-1/other.trx")]);
    }

    [Fact]
    public void Of_several_frameworks_the_newest_is_chosen()
    {
        using var builds = new SampleWorkspace();
        foreach (var (framework, identifier, version) in new[] { ("net9.0", ".NETCoreApp", "v9.0"), ("net10.0-windows", ".NETCoreApp", "v10.0"), ("net10.0", ".NETCoreApp", "v10.0"), ("net48", ".NETFramework", "v48.0") })
        {
            builds.Write($"T-{framework}.args", "");
            builds.Write($"T-{framework}.about", $"/w/T.csproj\n/w/bin/{framework}/T.dll\ntrue\n{framework}\n{identifier}\n{version}\n");
        }

        BuiltProject.Choose(builds.Root);

        BuiltProject.ReadAll(builds.Root).ShouldBe([new BuiltProject("/w/T.csproj", "/w/bin/net10.0/T.dll", IsTest: true, "net10.0", IsOneOfSeveral: true)]);
    }

    [Fact]
    public void Versions_are_ordered_by_their_numbers()
    {
        string[] versions = ["10.0.2", "v9.11.0", "10.0.0-rc.10.1", "9.2", "10.0.0", "10.0.0-rc.2.25502", "10.0.10"];

        versions.Order(VersionOrder.Instance).ShouldBe(["9.2", "v9.11.0", "10.0.0-rc.2.25502", "10.0.0-rc.10.1", "10.0.0", "10.0.2", "10.0.10"]);
    }

    [Fact]
    public void Another_command_is_nothing_of_ours() => CSharpTestCommand.Parse("make test").ShouldBeNull();

    [Fact]
    public void A_report_is_read_by_name_with_places_beneath_the_workspace()
    {
        using var workspace = new SampleWorkspace(("r.trx", """
            <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
              <Results>
                <UnitTestResult testId="1" testName="N.C.Adds(a: 1)" outcome="Failed" duration="00:00:00.0120000">
                  <Output><ErrorInfo><Message>System.InvalidOperationException : none left</Message><StackTrace>   at N.Cart.Take() in /w/src/Cart.cs:line 7
               at N.C.Adds(Int32 a) in /w/tests/C.cs:line 3</StackTrace></ErrorInfo></Output>
                </UnitTestResult>
                <UnitTestResult testId="2" testName="N.C.Waits" outcome="NotExecuted" />
                <UnitTestResult testId="3" testName="N.C.Only_when_asked" outcome="NotRunnable" />
              </Results>
              <TestDefinitions>
                <UnitTest id="1"><TestMethod className="N.C" name="Adds" /></UnitTest>
                <UnitTest id="2"><TestMethod className="N.C" name="Waits" /></UnitTest>
                <UnitTest id="3"><TestMethod className="N.C" name="Only_when_asked" /></UnitTest>
              </TestDefinitions>
            </TestRun>
            """));

        var results = TrxReport.Read(Path.Join(workspace.Root, "r.trx"), "/w", "N.Tests", new Dictionary<string, string> { ["N.C"] = "tests/C.cs" }, byItself: false);

        results.Select(r => (r.Name.Value, r.Outcome)).ShouldBe([("tests/C.cs::N.C.Adds(a: 1)", TestOutcome.Failed), ("tests/C.cs::N.C.Waits", TestOutcome.Skipped), ("tests/C.cs::N.C.Only_when_asked", TestOutcome.Skipped)]);
        results[0].Failure!.Exception.ShouldBe("InvalidOperationException");
        results[0].Failure!.Message.ShouldBe("none left");
        results[0].Failure!.Frames.Select(f => (f.Path, f.Line)).ShouldBe([("tests/C.cs", 3), ("src/Cart.cs", 7)]);
    }

    [Theory]
    [InlineData("""Says(why: \"left\")""", """Says(why: "left")""")]
    [InlineData("""Says(why: \"a\\b\\n\", c: '\'')""", """Says(why: "a\b\n", c: '\'')""")]
    [InlineData("""a\nb\x01c\xfffe\q""", "a\nb\u0001c\ufffe\\q")]
    public void The_escapes_of_xunit_3_are_undone(string told, string plain) => EscapedNames.Undone(told).ShouldBe(plain);

    [Theory]
    [InlineData("""Says(why: \"left\")""", true)]
    [InlineData("""Says(why: "a\b")""", false)]
    public void A_report_with_a_bare_quote_is_not_escaped(string name, bool isEscaped) => EscapedNames.Are([name, "Plain"]).ShouldBe(isEscaped);
}
