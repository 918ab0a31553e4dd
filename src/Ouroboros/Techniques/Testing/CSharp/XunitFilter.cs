using System.Text.RegularExpressions;

namespace Ouroboros.Techniques.Testing.CSharp;

/// <summary>Tells the program of xunit 3 what <c>dotnet test --filter</c> says, as far as it has words for that.</summary>
internal static partial class XunitFilter
{
    /// <summary>The program's options; null where it has none that mean the same.</summary>
    public static IReadOnlyList<string>? Options(string? filter)
    {
        if (filter is null)
            return [];

        var isAny = filter.Contains('|', StringComparison.Ordinal);
        if (isAny && filter.Contains('&', StringComparison.Ordinal))
            return null;

        var options = filter.Split('&', '|').Select(Option).ToList();
        if (options.Contains(null))
            return null;

        // Of one option, any may hold; all of those that leave out, and of different ones, must.
        var kinds = options.Select(o => o!.Value.Name).ToList();
        var isSaid = isAny ? kinds.Distinct().Count() == 1 && kinds[0][^1] != '-' : kinds.Where(k => k[^1] != '-').Distinct().Count() == kinds.Count(k => k[^1] != '-');
        return isSaid ? [.. options.SelectMany(o => new[] { o!.Value.Name, o.Value.Value })] : null;
    }

    private static (string Name, string Value)? Option(string clause)
    {
        if (Clause().Match(clause) is not { Success: true } found)
            return null;

        var (name, value) = (found.Groups["name"].Value, found.Groups["value"].Value);
        var not = found.Groups["relation"].Value.StartsWith('!') ? "-" : "";
        var isPart = !found.Groups["relation"].Success || found.Groups["relation"].Value.EndsWith('~');
        return name switch
        {
            "" or "FullyQualifiedName" => ("-method" + not, isPart ? $"*{value}*" : value),
            "DisplayName" or "Name" => null,
            _ => isPart ? null : ("-trait" + not, $"{name}={value}"),
        };
    }

    [GeneratedRegex(@"^\s*((?<name>\w+)\s*(?<relation>!?[=~])\s*)?(?<value>[\w.+\- ]*[\w.+\-])\s*$", RegexOptions.NonBacktracking)]
    private static partial Regex Clause();
}
