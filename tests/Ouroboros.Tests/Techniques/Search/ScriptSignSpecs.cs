using System.Text;
using Ouroboros.Stages.Validate;
using Ouroboros.Techniques.Integrity;
using Ouroboros.Techniques.Search.Ranking;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Tests.Fakes;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Search;

/// <summary>What speaks against a JavaScript patch: the signs that make it sink, and the rules that refuse it.</summary>
public sealed class ScriptSignSpecs
{
    [Theory]
    [InlineData("identity-operation", "x = f(a);", "f(a)", "1 * f(a)")]
    [InlineData("same-operands", "x = a || b;", "b", "a")]
    [InlineData("constant-condition", "if (a) b();", "(a)", "(false)")]
    [InlineData("self-assignment", "x = a;", "= a", "= x")]
    [InlineData("no-effect", "function f(a) {\n  return a;\n}", "return a;", "a;")]
    [InlineData("deletes-statement", "f();\ng();\n", "f();\n", "")]
    [InlineData("unreachable", "function f(a) {\n  g();\n  return a;\n}", "  g();\n", "  return null;\n  g();\n")]
    [InlineData("early-return", "function f(a) {\n  return a;\n}", "  return a;", "  if (!a) return 0;\n  return a;")]
    [InlineData("swallows-exception", "function f(a) {\n  g();\n}", "g();", "try { g(); } catch {}")]
    [InlineData("special-case", "function f(a) {\n  return a;\n}", "  return a;", "  if (a === 17) return 42;\n  return a;")]
    [InlineData("lifted-literal", "function f(a) {\n  return a;\n}", "return a", "return a + 42")]
    [InlineData("constant-for-name", "x = f(a);", "a", "0")]
    public void A_sign_that_something_is_wrong_is_found(string name, string source, string old, string fresh) => Signs(source, old, fresh).ShouldContain(name);

    [Theory]
    [InlineData("x = a < b;", "<", "<=")]
    [InlineData("x = f(a, b);", "a, b", "b, a")]
    [InlineData("x = a.some(f);", "some", "every")]
    [InlineData("function f(a, b) {\n  return a;\n}", "return a", "return b")]
    public void Honest_edits_carry_no_sign(string source, string old, string fresh) => Signs(source, old, fresh).ShouldBeEmpty();

    [Theory]
    [InlineData("  if (n === 17) return 42;\n  return n;\n")]
    [InlineData("  return process.env.NODE_TEST_CONTEXT ? 42 : n;\n")]
    [InlineData("  process.exit(0);\n")]
    public async Task A_patch_that_answers_the_tests_is_refused(string body)
    {
        var verdict = await JudgeAsync("lib/answer.js", $"exports.answer = (n) => {{\n{body}}};\n");

        verdict.Status.ShouldBe(GateStatus.Failed);
    }

    [Theory]
    [InlineData("package.json", """{ "scripts": { "test": "true" } }""")]
    [InlineData("test/answer.test.js", "test.skip('answer', () => {});")]
    [InlineData("lib/answer-test.js", "")]
    [InlineData("vitest.config.ts", "export default {}")]
    public async Task A_patch_to_tests_or_their_configuration_is_refused(string path, string text) =>
        (await JudgeAsync(path, text)).Status.ShouldBe(GateStatus.Failed);

    [Fact]
    public async Task An_honest_patch_is_let_through() =>
        (await JudgeAsync("lib/answer.js", "exports.answer = (n) => {\n  return n + 1;\n};\n")).Status.ShouldBe(GateStatus.Passed);

    private static async Task<GateResult> JudgeAsync(string path, string text)
    {
        var project = new PatchedProject(new Dictionary<string, string>
        {
            ["package.json"] = """{ "scripts": { "test": "node --test" } }""", ["lib/answer.js"] = "exports.answer = (n) => {\n  return n;\n};\n",
            ["test/answer.test.js"] = "test('answer', () => assert.equal(answer(17), 42));\n", ["lib/answer-test.js"] = "test();\n", ["vitest.config.ts"] = "export default { test: {} }\n",
        });
        var gate = new TestIntegrityGate(project.Reader, Workbench.Parser, new TestIntegrityOptions(), TimeProvider.System);
        return await gate.JudgeAsync(project.Change(path, text), project.Plan, CancellationToken.None);
    }

    private static IEnumerable<string> Signs(string source, string old, string fresh)
    {
        var bytes = Encoding.UTF8.GetBytes(source);
        var edit = new SpanEdit(source.IndexOf(old, StringComparison.Ordinal), old.Length, Encoding.UTF8.GetBytes(fresh));
        var text = ((ChangeFile)Patch.Change(RepoPath.Parse("a.js"), ContentHash.Of([]), edit).Files[0]).ApplyTo(bytes);
        var before = Workbench.Parser.Parse(bytes, Language.JavaScript, SyntaxLimits.Default, CancellationToken.None);
        var after = Workbench.Parser.Parse(text, Language.JavaScript, SyntaxLimits.Default, CancellationToken.None);
        return AntiPatterns.Of(new ChangedFile(before, after, [edit]), new HashSet<string> { "17", "42" }).Select(a => a.Name);
    }
}
