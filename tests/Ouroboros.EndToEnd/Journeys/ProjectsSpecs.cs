using Ouroboros.EndToEnd.BrokenRepos;

namespace Ouroboros.EndToEnd.Journeys;

public sealed class ProjectsSpecs
{
    private const string Least = "exports.least = (a, b) => (a > b ? a : b);\n";

    private const string LeastTest =
        """
        const test = require('node:test');
        const assert = require('node:assert');
        const { least } = require('../least.js');

        test('the least of two', () => {
          assert.strictEqual(least(3, 5), 3);
          assert.strictEqual(least(5, 3), 3);
        });

        """;

    [Fact]
    public void Projects_of_two_languages_in_one_repository_are_mended_each_by_itself()
    {
        using var workshop = new Workshop();
        workshop.Write("api/prices.py", new Orders().Source('-'));
        workshop["api/test_prices.py"] = new Orders().Tests;
        workshop["api/pyproject.toml"] = "[project]\nname = \"api\"\n";
        workshop["web/package.json"] = "{ \"name\": \"web\", \"scripts\": { \"test\": \"node --test\" } }\n";
        workshop["web/least.js"] = Least;
        workshop["web/test/least.test.js"] = LeastTest;
        workshop.Write("done/prices.py", new Orders().Source('+'));
        workshop["done/test_prices.py"] = new Orders().Tests;
        workshop["done/setup.py"] = "from setuptools import setup\n\nsetup(name='done')\n";

        var outcome = workshop.Repair("--max-risk", "1", "--json").ShouldEndWith(0).ShouldMention("3 projects", "api (Python)", "web (JavaScript)");

        outcome.Json.GetProperty("projects").EnumerateArray().Select(p => $"{p.GetProperty("path")} {p.GetProperty("exit_code")}")
            .ShouldBe(["api 0", "done 0", "web 0"]);
        workshop.Bytes("api/prices.py").ShouldBe(new Orders().Source('+'));
        workshop["web/least.js"].ShouldNotBe(Least);
        Directory.Exists(workshop.At(".ouroboros")).ShouldBeFalse();
        workshop.Ouro("undo", "-C", "web").ShouldEndWith(0);
        workshop["web/least.js"].ShouldBe(Least);

        workshop.Ouro("watch").ShouldEndWith(64).ShouldMention("api, done, web", "--projects root");
        workshop.Ouro("repair", "web", "--dry-run").ShouldEndWith(3);
    }
    [Fact]
    public void A_suite_that_cannot_be_run_here_is_named_and_never_passed_over()
    {
        using var workshop = new Workshop();
        workshop.Write("api/prices.py", new Orders().Source('+'));
        workshop["api/test_prices.py"] = new Orders().Tests;
        workshop["api/pyproject.toml"] = "[project]\nname = \"api\"\n";
        workshop["svc/Svc.slnx"] = "<Solution><Project Path=\"tests/Svc.Tests/Svc.Tests.csproj\" /></Solution>\n";
        workshop["svc/tests/Svc.Tests/CartTests.cs"] = "public class CartTests { [Xunit.Fact] public void Is_red() => Xunit.Assert.True(false); }\n";
        workshop["svc/tests/Svc.Tests/Svc.Tests.csproj"] =
            """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Microsoft.NET.Test.Sdk" Version="0.0.1" />
                <PackageReference Include="xunit" Version="0.0.1" />
              </ItemGroup>
            </Project>
            """;

        var outcome = workshop.Repair("--json").ShouldEndWith(69).ShouldMention("2 projects", "svc (C#)", "dotnet restore");

        outcome.Json.GetProperty("projects").EnumerateArray().Select(p => $"{p.GetProperty("path")} {p.GetProperty("exit_code")}").ShouldBe(["api 0", "svc 69"]);
    }
}
