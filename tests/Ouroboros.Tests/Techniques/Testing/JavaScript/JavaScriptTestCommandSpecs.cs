using Ouroboros.Techniques.Testing.JavaScript;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Testing.JavaScript;

public sealed class JavaScriptTestCommandSpecs
{
    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["unit"] = "cross-env TZ=UTC mocha --recursive test", ["lint"] = "eslint .", ["test"] = "npm run lint && npm run unit", ["round"] = "npm run round",
    };

    [Theory]
    [InlineData("node --import tsx --test test/a.test.ts", JavaScriptFramework.Node, "--import tsx", "", "test/a.test.ts")]
    [InlineData("node node_modules/vitest/vitest.mjs run --config x.mts", JavaScriptFramework.Vitest, "", "--config x.mts", "")]
    [InlineData("npx jest --ci --coverage --selectProjects a src", JavaScriptFramework.Jest, "", "--selectProjects a", "src")]
    [InlineData("c8 --reporter=text mocha test/*.mjs", JavaScriptFramework.Mocha, "", "", "test/*.mjs")]
    [InlineData("eslint . && vitest", JavaScriptFramework.Vitest, "", "", "")]
    [InlineData("npm run unit", JavaScriptFramework.Mocha, "", "--recursive", "test")]
    [InlineData("npm test", JavaScriptFramework.Mocha, "", "--recursive", "test")]
    [InlineData("TZ=A jest test/zone && TZ=B jest test/zone && jest", JavaScriptFramework.Jest, "", "", "")]
    public void A_command_is_looked_through_to_the_runner_it_starts(string text, JavaScriptFramework framework, string node, string arguments, string files)
    {
        var command = JavaScriptTestCommand.Parse(text, Scripts);

        (command.Framework, string.Join(' ', command.NodeArguments), string.Join(' ', command.Arguments), string.Join(' ', command.Files))
            .ShouldBe((framework, node, arguments, files));
        command.Text.ShouldBe(text);
    }

    [Theory]
    [InlineData("make check")]
    [InlineData("mocha && jest")]
    [InlineData("npm run round")]
    [InlineData("")]
    public void One_that_cannot_be_looked_through_is_a_mere_command(string text) => JavaScriptTestCommand.Parse(text, Scripts).Framework.ShouldBeNull();

    [Fact]
    public void What_else_a_command_does_is_told() => JavaScriptTestCommand.Parse("tsc -p . && TZ=UTC mocha", Scripts).IsPart.ShouldBeTrue();
}
