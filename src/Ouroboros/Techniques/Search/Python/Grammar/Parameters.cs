using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Python.Grammar;

internal static class Parameters
{
    public static IReadOnlyList<Parameter> Of(SyntaxNode function)
    {
        if (function.Child("parameters") is not { } list)
            return [];

        return [.. list.NamedChildren.Select(Read).OfType<Parameter>()];
    }

    private static Parameter? Read(SyntaxNode node) => node.Kind switch
    {
        "identifier" => new Parameter(node.Text, null, null),
        "default_parameter" or "typed_default_parameter" =>
            new Parameter(node.Child("name")?.Text ?? "", node.Child("value")?.Text, null),
        "typed_parameter" => node.NamedChildren.FirstOrDefault() is { Tree: not null } inner ? Read(inner) : null,
        "list_splat_pattern" => new Parameter(node.NamedChildren.FirstOrDefault().Text, null, "*"),
        "dictionary_splat_pattern" => new Parameter(node.NamedChildren.FirstOrDefault().Text, null, "**"),
        _ => null,
    };
}
