using System.Text.Json;
using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Agents.Drafts;
using Ouroboros.Techniques.Agents.Tools;

namespace Ouroboros.Techniques.Agents.Mending;

/// <summary>Runs tests over the draft.</summary>
/// <param name="failing">What is run when nothing else is asked for.</param>
/// <param name="known">Every test there is.</param>
public sealed class RunTestsTool(Draft draft, IDraftJudge judge, Fencing fence, IReadOnlyList<TestName> failing, IReadOnlySet<TestName> known) : IAgentTool
{
    public string Name => "run_tests";

    public string Description => "Runs tests over your edits: the failing ones, those you name, or all.";

    public JsonElement Schema { get; } = Schemas.Parse(
        """{"type":"object","properties":{"tests":{"type":"array","items":{"type":"string"}},"all":{"type":"boolean"}}}""");

    public async Task<Observation> UseAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        if (arguments.Flag("all"))
            return new Observation(TestWords.Of(await judge.RunAsync(null, draft.Patch, cancellationToken), fence));

        var selection = Selected(arguments.Texts("tests"));
        return new Observation(TestWords.Of(await judge.RunAsync(selection, draft.Patch, cancellationToken), fence));
    }

    private IReadOnlyList<TestName> Selected(IReadOnlyList<string> asked)
    {
        if (asked.Count == 0)
            return failing;

        var selection = new List<TestName>();
        foreach (var text in asked)
        {
            TestName[] named = known.Contains(new TestName(text)) ? [new TestName(text)] : [.. known.Where(k => k.Value.Contains(text, StringComparison.Ordinal)).Order()];
            if (named.Length == 0)
                throw new ToolMisuseException($"No test is named '{text}'. Failing are: {string.Join(", ", failing.Take(10).Select(f => f.Value))}.");

            selection.AddRange(named);
        }

        return [.. selection.Distinct()];
    }
}
