using System.Text.Json;
using Ouroboros.Techniques.Agents.Drafts;
using Ouroboros.Techniques.Agents.Tools;
using Ouroboros.Techniques.CodeGraph;
using Ouroboros.Techniques.CodeGraph.Symbols;

namespace Ouroboros.Techniques.Agents.Reading;

/// <summary>Answers questions about who defines, calls and tests what.</summary>
public sealed class GraphTool(Draft draft, SymbolMemo memo, Fencing fence) : IAgentTool
{
    private const int MostLines = 60, Depth = 2;

    public string Name => "graph";

    public string Description => "Tells of a symbol its definitions, references, callers, callees or tests, or of a file its outline.";

    public JsonElement Schema { get; } = Schemas.Parse(
        """{"type":"object","properties":{"what":{"enum":["definitions","references","callers","callees","tests","outline"]},"of":{"type":"string"}},"required":["what","of"]}""");

    public Task<Observation> UseAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        var (what, of) = (arguments.Text("what"), arguments.Text("of"));
        var questions = new GraphQuestions(new Librarian(draft.Files.Files.Keys, draft.Read, memo));
        var answer = what switch
        {
            "definitions" => questions.Definitions(of, cancellationToken),
            "references" => questions.References(of, cancellationToken),
            "callers" => questions.Callers(of, Depth, cancellationToken),
            "callees" => questions.Callees(of, Depth, cancellationToken),
            "tests" => questions.Tests(of, cancellationToken),
            "outline" => questions.Outline(PathText.File(of, draft).Value, cancellationToken),
            _ => throw new ToolMisuseException("\"what\" is one of definitions, references, callers, callees, tests, outline."),
        };
        return Task.FromResult(new Observation(fence($"{what} of {Printable.Of(of)}", answer.Show(MostLines))));
    }
}
