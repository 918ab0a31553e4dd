using System.Collections.Frozen;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.CodeGraph.Symbols;

/// <summary>The tables of all languages.</summary>
internal static class SymbolGrammars
{
    private static readonly SymbolGrammar Python = new()
    {
        Definitions = Kinds("class_definition", "function_definition", ""),
        Wrappers = ["decorated_definition"],
        Names = ["identifier"],
        Calls = Map(("call", "function")),
        Members = Access(("attribute", "object", "attribute")),
        Bases = ["superclasses"],
        Binders = Map(
            ("parameters", ""), ("lambda_parameters", ""), ("typed_parameter", ""), ("default_parameter", "name"), ("typed_default_parameter", "name"),
            ("list_splat_pattern", ""), ("dictionary_splat_pattern", ""), ("assignment", "left"), ("augmented_assignment", "left"), ("for_statement", "left"),
            ("for_in_clause", "left"), ("named_expression", "name"), ("as_pattern_target", "")),
        Patterns = ["pattern_list", "tuple_pattern", "list_pattern"],
        Imports = ["import_statement", "import_from_statement", "future_import_statement", "global_statement", "nonlocal_statement"],
        Labels = [("keyword_argument", "name")],
        TestPrefix = "test",
        Selves = ["self", "cls"],
    };

    private static readonly SymbolGrammar Script = new()
    {
        Definitions = Kinds(
            "class_declaration class abstract_class_declaration interface_declaration enum_declaration type_alias_declaration",
            "function_declaration generator_function_declaration function_expression generator_function arrow_function function_signature",
            "method_definition method_signature abstract_method_signature"),
        Wrappers = ["variable_declarator", "lexical_declaration", "variable_declaration", "export_statement", "expression_statement", "assignment_expression", "pair",
            "field_definition", "public_field_definition"],
        Names = ["identifier", "type_identifier", "property_identifier", "private_property_identifier", "shorthand_property_identifier",
            "shorthand_property_identifier_pattern"],
        Calls = Map(("call_expression", "function"), ("new_expression", "constructor"), ("jsx_opening_element", "name"), ("jsx_self_closing_element", "name")),
        Members = Access(("member_expression", "object", "property"), ("nested_type_identifier", "module", "name")),
        Transparent = ["generic_type", "non_null_expression", "instantiation_expression"],
        Bases = ["class_heritage", "extends_clause", "implements_clause", "extends_type_clause"],
        Binders = Map(
            ("formal_parameters", ""), ("required_parameter", "pattern"), ("optional_parameter", "pattern"), ("arrow_function", "parameter"),
            ("variable_declarator", "name"), ("assignment_expression", "left"), ("augmented_assignment_expression", "left"), ("for_in_statement", "left"),
            ("catch_clause", "parameter")),
        Patterns = ["array_pattern", "object_pattern", "rest_pattern", "assignment_pattern", "object_assignment_pattern", "pair_pattern"],
        Imports = ["import_statement", "export_clause", "namespace_export"],
        Labels = [("pair", "key"), ("pair_pattern", "key"), ("property_signature", "name"), ("public_field_definition", "name"), ("field_definition", "property"),
            ("labeled_statement", "label"), ("type_parameter", "name")],
        Selves = ["this", "super"],
    };

    private static readonly SymbolGrammar CSharp = new()
    {
        Definitions = Kinds(
            "class_declaration struct_declaration record_declaration record_struct_declaration interface_declaration enum_declaration delegate_declaration",
            "local_function_statement", "method_declaration constructor_declaration property_declaration"),
        Properties = ["property_declaration"],
        Names = ["identifier", "implicit_parameter"],
        Calls = Map(("invocation_expression", "function"), ("object_creation_expression", "type"), ("attribute", "name")),
        Members = Access(("member_access_expression", "expression", "name"), ("qualified_name", "qualifier", "name"), ("member_binding_expression", "", "name")),
        Transparent = ["generic_name", "conditional_access_expression"],
        Bases = ["base_list"],
        Binders = Map(
            ("parameter", "name"), ("tuple_pattern", "name"), ("variable_declarator", "name"), ("foreach_statement", "left"), ("declaration_pattern", "name"),
            ("declaration_expression", "name"), ("catch_declaration", "name"), ("from_clause", "name"), ("lambda_expression", "parameters"), ("recursive_pattern", "name"),
            ("parenthesized_variable_designation", "")),
        Imports = ["using_directive", "extern_alias_directive"],
        Spaces = ["namespace_declaration", "file_scoped_namespace_declaration"],
        Labels = [("argument", "name"), ("type_parameter", "name"), ("enum_member_declaration", "name"), ("subpattern", "name"), ("labeled_statement", "label")],
        TestMarks = ["Fact", "Theory", "Test", "TestCase", "TestCaseSource", "TestMethod", "DataTestMethod"],
        Selves = ["this", "base"],
    };

    private static readonly SymbolGrammar Java = new()
    {
        Definitions = Kinds(
            "class_declaration interface_declaration enum_declaration record_declaration annotation_type_declaration", "",
            "method_declaration constructor_declaration compact_constructor_declaration"),
        Names = ["identifier", "type_identifier"],
        Calls = Map(("method_invocation", "name"), ("object_creation_expression", "type"), ("annotation", "name"), ("marker_annotation", "name")),
        Members = Access(("field_access", "object", "field"), ("method_invocation", "object", "name")),
        Transparent = ["generic_type", "type_list"],
        Bases = ["superclass", "super_interfaces", "extends_interfaces"],
        Binders = Map(
            ("formal_parameter", "name"), ("variable_declarator", "name"), ("enhanced_for_statement", "name"), ("catch_formal_parameter", "name"),
            ("lambda_expression", "parameters"), ("inferred_parameters", ""), ("resource", "name"), ("instanceof_expression", "name")),
        Imports = ["import_declaration"],
        Spaces = ["package_declaration"],
        Labels = [("element_value_pair", "key"), ("enum_constant", "name"), ("labeled_statement", "label")],
        TestMarks = ["Test", "ParameterizedTest", "RepeatedTest", "TestFactory"],
        Selves = ["this", "super"],
    };

    private static readonly SymbolGrammar Go = new()
    {
        Definitions = Kinds("type_spec type_alias", "function_declaration", "method_declaration method_elem"),
        Wrappers = ["type_declaration"],
        Names = ["identifier", "type_identifier", "field_identifier", "package_identifier"],
        Calls = Map(("call_expression", "function"), ("composite_literal", "type")),
        Members = Access(("selector_expression", "operand", "field"), ("qualified_type", "package", "name")),
        Transparent = ["generic_type", "type_instantiation_expression", "literal_element"],
        Embeds = ["field_declaration"],
        Binders = Map(
            ("parameter_declaration", "name"), ("variadic_parameter_declaration", "name"), ("short_var_declaration", "left"), ("var_spec", "name"),
            ("const_spec", "name"), ("range_clause", "left"), ("assignment_statement", "left"), ("receive_statement", "left")),
        Patterns = ["expression_list"],
        Imports = ["import_declaration"],
        Spaces = ["package_clause"],
        Labels = [("keyed_element", "key"), ("field_declaration", "name"), ("method_elem", "name"), ("labeled_statement", "label")],
        TestPrefix = "Test",
    };

    private static readonly FrozenDictionary<Language, SymbolGrammar> All = new Dictionary<Language, SymbolGrammar>
    {
        [Language.Python] = Python,
        [Language.JavaScript] = Script,
        [Language.TypeScript] = Script,
        [Language.Tsx] = Script,
        [Language.CSharp] = CSharp,
        [Language.Java] = Java,
        [Language.Go] = Go,
    }.ToFrozenDictionary();

    public static SymbolGrammar Of(Language language) => All[language];

    private static FrozenDictionary<string, SymbolKind> Kinds(string classes, string functions, string methods) =>
        Split(classes, SymbolKind.Class).Concat(Split(functions, SymbolKind.Function)).Concat(Split(methods, SymbolKind.Method)).ToFrozenDictionary();

    private static IEnumerable<KeyValuePair<string, SymbolKind>> Split(string kinds, SymbolKind kind) =>
        kinds.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(k => KeyValuePair.Create(k, kind));

    private static FrozenDictionary<string, string> Map(params (string Kind, string Field)[] rows) => rows.ToFrozenDictionary(r => r.Kind, r => r.Field);

    private static FrozenDictionary<string, (string Owner, string Name)> Access(params (string Kind, string Owner, string Name)[] rows) =>
        rows.ToFrozenDictionary(r => r.Kind, r => (r.Owner, r.Name));
}
