using System.Text;
using Ouroboros.Adapters.TreeSitter;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Techniques.Testing.JavaScript;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Testing.JavaScript;

public sealed class RunnerSettingsSpecs
{
    [Theory]
    [InlineData("import { defineConfig } from 'vitest/config';\nexport default defineConfig({ test: { globals: true, coverage: { include: ['src/**'] } } });", false)]
    [InlineData("export default { test: { environment: 'jsdom' } };", false)]
    [InlineData("module.exports = { testEnvironment: 'node', verbose: true };", false)]
    [InlineData("export default { test: { include: ['spec/**'] } };", true)]
    [InlineData("export default { 'root': 'packages/one' };", true)]
    [InlineData("const include = ['a'];\nexport default { test: { include } };", true)]
    [InlineData("import base from './base';\nexport default base;", true)]
    [InlineData("module.exports = { ...require('./base') };", true)]
    [InlineData("module.exports = require(\"./base\");", true)]
    [InlineData("const own = {};\nown.testMatch = ['**/*.it.js'];\nmodule.exports = own;", true)]
    [InlineData("export default { test: { [key]: ['a'] } };", true)]
    [InlineData("export default { test: {", true)]
    public void Settings_that_may_choose_the_files_are_told_from_those_that_do_not(string text, bool may)
    {
        var tree = new TreeSitterParser().Parse(Encoding.UTF8.GetBytes(text), Language.TypeScript, SyntaxLimits.Default, CancellationToken.None);

        RunnerSettings.MayChooseFiles(tree).ShouldBe(may);
    }
}
