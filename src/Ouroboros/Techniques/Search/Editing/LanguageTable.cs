using Ouroboros.Techniques.Syntax;
using Ouroboros.Techniques.Testing;

namespace Ouroboros.Techniques.Search.Editing;

/// <summary>All that the search knows about one language; a new language is a new table.</summary>
public sealed class LanguageTable(
    Language language, string version, IReadOnlyList<EditOperator> operators, Func<SyntaxTree, FileFacts> survey)
{
    private readonly Dictionary<string, EditOperator[]> byKind = operators
        .SelectMany(o => o.Kinds.Select(k => (Kind: k, Operator: o)))
        .GroupBy(p => p.Kind)
        .ToDictionary(g => g.Key, g => g.Select(p => p.Operator).ToArray());

    public Language Language => language;

    /// <summary>Changes with the table, so that measurements name what they measured.</summary>
    public string Version => version;

    public IReadOnlyList<EditOperator> Operators => operators;

    /// <summary>How much likelier an operator's edits are when a failing test died of an exception, or hung (<c>Hang</c>).</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Symptoms { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, double>>();

    /// <summary>How yes and no are written.</summary>
    public IReadOnlyList<string> Truths { get; init; } = ["true", "false"];

    /// <summary>What a comment begins with; no expression that was thought of may hold one.</summary>
    public IReadOnlyList<string> Comments { get; init; } = [];

    /// <summary>Whether an expression may be another one, and of what kind; null for languages that nobody thinks of expressions in.</summary>
    public Func<SyntaxNode, HoleKind>? Hole { get; init; }

    /// <summary>Edits that ask a question before a statement.</summary>
    public Func<EditSite, string, IEnumerable<Edit>> Guard { get; init; } = (_, _) => [];

    /// <summary>Whether what stands in the place of a node needs parentheses unless it is tight.</summary>
    public Func<SyntaxNode, bool> IsOperand { get; init; } = _ => true;

    /// <summary>Words of an import statement to the file it may mean, most likely first.</summary>
    public Func<SyntaxTree, IReadOnlyList<ImportedModule>> Imports { get; init; } = _ => [];

    /// <summary>The literals of a piece of a file, as their text.</summary>
    public Func<SyntaxNode, IEnumerable<string>> Literals { get; init; } = _ => [];

    /// <summary>Equal for trees that say the same in other words.</summary>
    public Func<SyntaxTree, ulong> NormalForm { get; init; } = tree => new LogicalLines(tree).Hash;

    public FileFacts Survey(SyntaxTree tree) => survey(tree);

    public IReadOnlyList<EditOperator> For(string kind) => byKind.TryGetValue(kind, out var rows) ? rows : [];
}

/// <summary>A module that a file imports.</summary>
/// <param name="As">The name it has in the file, or null when only its contents are named.</param>
/// <param name="PathSuffix">Its file's path without extension, from some root: <c>shop/cart</c>.</param>
public sealed record ImportedModule(string? As, string PathSuffix);
