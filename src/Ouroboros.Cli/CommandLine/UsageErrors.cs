using System.CommandLine;
using Ouroboros.Cli.Errors;
using Ouroboros.Cli.Output;

namespace Ouroboros.Cli.CommandLine;

/// <summary>Turns what the parser could not place into: what, where, and what to do.</summary>
internal static class UsageErrors
{
    public static void Check(ParseResult parsed, string[] args)
    {
        var command = parsed.CommandResult.Command;
        var help = $"See: {PathOf(command)} --help";
        if (parsed.UnmatchedTokens is [var unknown, ..] || TakenForArgument(parsed, args, out unknown))
            throw UserError.Misuse(Unknown(unknown, command, out var next), next ?? help);

        if (command is not OuroCommand && command.Subcommands.Count > 0 && args.Length > 0 && parsed.Errors.Count > 0)
            throw UserError.Misuse($"'{PathOf(command)}' needs one of: {string.Join(", ", command.Subcommands.Select(c => c.Name))}.", help);

        if (parsed.Errors.Count > 0)
            throw UserError.Misuse($"{PathOf(command)}: {parsed.Errors[0].Message}", help);
    }

    // An argument that takes many values would swallow a mistyped option.
    private static bool TakenForArgument(ParseResult parsed, string[] args, out string unknown)
    {
        unknown = args.Contains("--") ? "" : parsed.CommandResult.Command.Arguments
            .SelectMany(a => parsed.GetResult(a)?.Tokens.Select(t => t.Value) ?? [])
            .FirstOrDefault(v => v.Length > 1 && v[0] == '-') ?? "";
        return unknown.Length > 0;
    }

    public static string PathOf(Command command)
    {
        var names = new Stack<string>();
        for (var at = command; at is not null and not RootCommand; at = at.Parents.OfType<Command>().FirstOrDefault())
            names.Push(at.Name);

        return string.Join(' ', names.Prepend(Product.Name));
    }

    private static string Unknown(string word, Command command, out string? next)
    {
        var isOption = word.StartsWith('-') && word.Length > 1;
        var typed = isOption ? word.Split('=')[0] : word;
        IEnumerable<string> known = isOption
            ? command.Options.SelectMany(o => o.Aliases.Prepend(o.Name))
            : command.Subcommands.Select(c => c.Name);
        next = Suggestion.For(typed, known) is { } near ? $"Did you mean '{PathOf(command)} {near}'?" : null;
        return isOption ? $"'{PathOf(command)}' has no option {typed}."
            : command.Subcommands.Count > 0 ? $"'{PathOf(command)}' has no command '{word}'."
            : $"'{PathOf(command)}' takes no argument '{word}' here.";
    }
}
