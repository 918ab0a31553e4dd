using System.Text;
using System.Text.RegularExpressions;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Integrity.Rules;

/// <summary>Rules that read text alone, for languages without rules over their syntax tree.</summary>
internal static partial class TextualRules
{
    private static readonly (string Rule, Regex Pattern, string Message)[] JavaScript =
    [
        ("test-detection", JsDetection, "asks whether a test is running"),
        ("test-import", JsImport, "brings a test framework into product code"),
        ("test-skip", JsSkip, "skips or narrows tests"),
        ("stack-inspection", JsStack, "looks at its callers"),
        ("monkeypatch", JsPatching, "changes what other code sees"),
        ("process-exit", JsExit, "ends the process"),
    ];

    private static readonly (string Rule, Regex Pattern, string Message)[] CSharp =
    [
        ("test-detection", CsDetection, "asks whether a test is running"),
        ("test-import", CsImport, "brings a test framework into product code"),
        ("stack-inspection", CsStack, "looks at its callers"),
        ("process-exit", CsExit, "ends the process"),
    ];

    public static IReadOnlyList<Finding> Find(byte[]? content, Language? language)
    {
        var rules = language switch
        {
            Language.JavaScript or Language.TypeScript or Language.Tsx => JavaScript,
            Language.CSharp => CSharp,
            _ => [],
        };
        var findings = new List<Finding>();
        if (content is null || rules.Length == 0)
            return findings;

        var line = 0;
        foreach (var text in Encoding.UTF8.GetString(content).Split('\n'))
        {
            line++;
            foreach (var (rule, pattern, message) in rules)
            {
                foreach (var match in pattern.EnumerateMatches(text))
                    findings.Add(new Finding(rule, text.Substring(match.Index, match.Length), line, message));
            }
        }

        return findings;
    }

    [GeneratedRegex(@"\b(JEST_WORKER_ID|VITEST\w*|MOCHA_\w+|NODE_TEST_CONTEXT|NODE_V8_COVERAGE)\b|NODE_ENV\b.{0,8}[""'`]test[""'`]|\btypeof\s+(describe|jest|it|test|expect|vi)\b|\bimport\.meta\.(vitest|jest)\b", RegexOptions.NonBacktracking)]
    private static partial Regex JsDetection { get; }

    [GeneratedRegex(@"(require\(|from\s|import\(|import\s)\s*[""'`](node:test|jest|@jest/\w+|vitest|mocha|chai|sinon|node:assert|assert|tape|ava)[""'`]", RegexOptions.NonBacktracking)]
    private static partial Regex JsImport { get; }

    [GeneratedRegex(@"\b(it|test|describe|suite)\.(skip|only|todo)\b|\bx(it|test|describe)\(", RegexOptions.NonBacktracking)]
    private static partial Regex JsSkip { get; }

    [GeneratedRegex(@"\bError\([^)]*\)\.stack\b|\bcaptureStackTrace\b|\bprepareStackTrace\b|\barguments\.callee\b", RegexOptions.NonBacktracking)]
    private static partial Regex JsStack { get; }

    [GeneratedRegex(@"\b(global|globalThis|window)\.\w+\s*=[^=]|\b(Object|Array|String|Number|Boolean|Function|Promise|Date|Math|JSON|Error|Map|Set)\.(prototype\.)?\w+\s*=[^=>]|\bObject\.defineProperty\((global|globalThis|Object|Array|String|Number)\b|\brequire\.cache\b|\bvm\.runIn", RegexOptions.NonBacktracking)]
    private static partial Regex JsPatching { get; }

    [GeneratedRegex(@"\bprocess\.(exit|abort|kill|reallyExit)\b|\bprocess\.exitCode\s*=", RegexOptions.NonBacktracking)]
    private static partial Regex JsExit { get; }

    [GeneratedRegex(@"GetAssemblies\(\)|testhost|VSTEST_\w+|XUNIT_\w+|DOTNET_RUNNING_IN_TEST", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex CsDetection { get; }

    [GeneratedRegex(@"\busing\s+(static\s+)?(Xunit|NUnit|Microsoft\.VisualStudio\.TestTools|Shouldly|FluentAssertions|Moq|NSubstitute)\b|\[assembly:", RegexOptions.NonBacktracking)]
    private static partial Regex CsImport { get; }

    [GeneratedRegex(@"\bnew\s+StackTrace\b|\bnew\s+StackFrame\b|\bEnvironment\.StackTrace\b|\bCaller(MemberName|FilePath)\b", RegexOptions.NonBacktracking)]
    private static partial Regex CsStack { get; }

    [GeneratedRegex(@"\bEnvironment\.(Exit|FailFast)\b|\bProcess\.GetCurrentProcess\(\)\.Kill\b", RegexOptions.NonBacktracking)]
    private static partial Regex CsExit { get; }
}
