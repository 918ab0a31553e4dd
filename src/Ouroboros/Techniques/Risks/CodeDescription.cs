using Ouroboros.Techniques.Integrity.Rules;

namespace Ouroboros.Techniques.Risks;

/// <summary>What one version of a file holds, in any language, counted so that two versions can be compared.</summary>
internal sealed class CodeDescription
{
    public int Branches { get; set; }

    public int Statements { get; set; }

    public int Answers { get; set; }

    public int CommonAnswers { get; set; }

    public int SingledOut { get; set; }

    public int Fixed { get; set; }

    public List<string> Leaves { get; } = [];

    public HashSet<string> Names { get; } = [];

    public HashSet<string> Api { get; } = [];

    public HashSet<string> Results { get; } = [];

    public HashSet<string> Values { get; } = [];

    public CodeShift To(CodeDescription now, TestVocabulary tests)
    {
        var (lostLeaves, newLeaves) = (Lost(Leaves, now.Leaves), Lost(now.Leaves, Leaves));
        var isExchange = lostLeaves.Count == 1 && newLeaves.Count == 1;
        return new CodeShift
        {
            Branches = Math.Max(0, now.Branches - Branches),
            StatementsLost = Math.Max(0, Statements - now.Statements),
            AnswersAdded = Math.Max(0, now.Answers - Answers),
            CommonAnswersAdded = Math.Max(0, now.CommonAnswers - CommonAnswers),
            ValuesSingledOut = Math.Max(0, now.SingledOut - SingledOut),
            FixedConditions = Math.Max(0, now.Fixed - Fixed),
            NamesLost = Names.Except(now.Names).Count(),
            NamesGained = now.Names.Except(Names).Count(),
            ApiChanges = Api.Except(now.Api).Union(now.Api.Except(Api)).Select(a => a.Split('(')[0]).Distinct().Count(),
            ResultKindChanged = !Results.SetEquals(now.Results),
            OneOperator = isExchange && newLeaves[0].Length <= 3 && !newLeaves[0].Any(char.IsLetterOrDigit),
            OneLiteral = isExchange && (char.IsDigit(newLeaves[0][0]) || newLeaves[0][0] is '"' or '\''),
            TestLiteral = now.Values.Except(Values).FirstOrDefault(tests.Tells),
        };
    }

    private static List<string> Lost(List<string> from, List<string> to)
    {
        var left = to.CountBy(t => t).ToDictionary(p => p.Key, p => p.Value);
        var lost = new List<string>();
        foreach (var text in from)
        {
            if (left.GetValueOrDefault(text) is var count && count > 0)
                left[text] = count - 1;
            else
                lost.Add(text);
        }

        return lost;
    }
}
