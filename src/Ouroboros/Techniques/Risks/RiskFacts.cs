namespace Ouroboros.Techniques.Risks;

/// <summary>A patch in numbers, before any of them is weighed.</summary>
internal sealed record RiskFacts(RiskEvidence Evidence)
{
    public int Files { get; init; }

    public int LinesAdded { get; init; }

    public int LinesRemoved { get; init; }

    public int TokensAdded { get; init; }

    public int TokensRemoved { get; init; }

    /// <summary>What the syntax trees show; all zero where no tree could be read.</summary>
    public CodeShift Code { get; init; } = new();

    /// <summary>The function around the edit, or null.</summary>
    public string? Function { get; init; }

    /// <summary>Calls of it in the project, approximated by name.</summary>
    public int Callers { get; init; }
}

/// <summary>What an edit adds to and takes from the code, as its tree shows it.</summary>
internal sealed record CodeShift
{
    public int Branches { get; init; }

    public int StatementsLost { get; init; }

    /// <summary>New results that are literals of their own, such as <c>42</c>.</summary>
    public int AnswersAdded { get; init; }

    /// <summary>New results that are the literals of edge cases: nothing, empty, zero, yes, no.</summary>
    public int CommonAnswersAdded { get; init; }

    /// <summary>New comparisons of an input with a literal.</summary>
    public int ValuesSingledOut { get; init; }

    public int FixedConditions { get; init; }

    public int NamesLost { get; init; }

    public int NamesGained { get; init; }

    public int ApiChanges { get; init; }

    public bool ResultKindChanged { get; init; }

    public bool OneOperator { get; init; }

    public bool OneLiteral { get; init; }

    /// <summary>A literal of the tests that the code did not have before, or null.</summary>
    public string? TestLiteral { get; init; }

    public CodeShift And(CodeShift other) => new()
    {
        Branches = Branches + other.Branches,
        StatementsLost = StatementsLost + other.StatementsLost,
        AnswersAdded = AnswersAdded + other.AnswersAdded,
        CommonAnswersAdded = CommonAnswersAdded + other.CommonAnswersAdded,
        ValuesSingledOut = ValuesSingledOut + other.ValuesSingledOut,
        FixedConditions = FixedConditions + other.FixedConditions,
        NamesLost = NamesLost + other.NamesLost,
        NamesGained = NamesGained + other.NamesGained,
        ApiChanges = ApiChanges + other.ApiChanges,
        ResultKindChanged = ResultKindChanged || other.ResultKindChanged,
        OneOperator = OneOperator || other.OneOperator,
        OneLiteral = OneLiteral || other.OneLiteral,
        TestLiteral = TestLiteral ?? other.TestLiteral,
    };
}
