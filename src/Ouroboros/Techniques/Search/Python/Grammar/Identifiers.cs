using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Python.Grammar;

internal enum NameRole
{
    Read,
    Written,
    Declared,
    Attribute,
    Keyword,
    Imported,
    Annotation,
}

internal static class Identifiers
{
    /// <summary>What an identifier does where it stands.</summary>
    public static NameRole RoleOf(SyntaxNode identifier)
    {
        if (identifier.Parent is not { } parent)
            return NameRole.Read;

        var field = identifier.Field;
        return parent.Kind switch
        {
            "attribute" => field == "attribute" ? NameRole.Attribute : NameRole.Read,
            "keyword_argument" => field == "name" ? NameRole.Keyword : NameRole.Read,
            "function_definition" or "class_definition" or "global_statement" or "nonlocal_statement" => NameRole.Declared,
            "parameters" or "lambda_parameters" or "typed_parameter" or "dictionary_splat_pattern" => NameRole.Declared,
            "default_parameter" or "typed_default_parameter" => field == "name" ? NameRole.Declared : NameRole.Read,
            "list_splat_pattern" => parent.Parent?.Kind is "parameters" or "lambda_parameters" ? NameRole.Declared : NameRole.Written,
            "dotted_name" or "aliased_import" => NameRole.Imported,
            "assignment" or "augmented_assignment" or "for_statement" or "for_in_clause" =>
                field == "left" ? NameRole.Written : NameRole.Read,
            "pattern_list" or "tuple_pattern" or "list_pattern" or "as_pattern_target" => NameRole.Written,
            "named_expression" => field == "name" ? NameRole.Written : NameRole.Read,
            "except_clause" => field == "alias" ? NameRole.Written : NameRole.Read,
            "type" or "generic_type" or "union_type" or "type_parameter" or "member_type" => NameRole.Annotation,
            _ => NameRole.Read,
        };
    }

    /// <summary>The comprehension or lambda that alone sees this written or declared name, or null.</summary>
    public static SyntaxNode? OnlyWithin(SyntaxNode identifier)
    {
        foreach (var up in identifier.Ancestors)
        {
            switch (up.Kind)
            {
                case "for_in_clause" or "pattern_list" or "tuple_pattern" or "list_pattern" or "list_splat_pattern"
                    or "lambda_parameters" or "default_parameter":
                    continue;
                case "list_comprehension" or "set_comprehension" or "dictionary_comprehension" or "generator_expression" or "lambda":
                    return up;
                default:
                    return null;
            }
        }

        return null;
    }
}
