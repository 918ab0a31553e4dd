using System.CommandLine;
using Ouroboros.Cli.Output;

namespace Ouroboros.Cli.CommandLine;

/// <summary>What <c>--help</c> shows: use, arguments, options, examples.</summary>
internal static class HelpPage
{
    public static void Print(Command command, Printer printer)
    {
        printer.Paragraph(command.Description ?? "");
        printer.Line();
        printer.Line(Ink.Strong("Usage: "), Usage(command));
        Section(printer, "Commands", command.Subcommands.Where(c => !c.Hidden).Select(c => (c.Name, c.Description)));
        Section(printer, "Arguments", command.Arguments.Select(a => (a.Name, a.Description)));
        Section(printer, "Options", command.Options.Where(o => !o.Hidden).Select(o => (Label(o), o.Description)));
        if (command is OuroCommand { Examples.Count: > 0 } documented)
        {
            printer.Line();
            printer.Line(Ink.Strong("Examples"));
            foreach (var example in documented.Examples)
                printer.Line("  ", example);
        }
        else if (command is RootCommand)
        {
            printer.Line();
            printer.Line(Ink.Faint("Each command has a page of its own: ouro COMMAND --help. Exit codes: docs/exit-codes.md."));
        }
    }

    private static string Usage(Command command)
    {
        var arguments = command.Arguments.Select(a => a.Arity.MinimumNumberOfValues == 0 ? $"[{a.Name}]" : a.Name)
            .Select((text, i) => command.Arguments[i].Arity.MaximumNumberOfValues > 1 ? text + "…" : text);
        var words = new List<string> { UsageErrors.PathOf(command) };
        if (command.Subcommands.Count > 0)
            words.Add("COMMAND");

        words.AddRange(arguments);
        if (command.Options.Count > 0)
            words.Add("[OPTIONS]");

        return string.Join(' ', words);
    }

    private static string Label(Option option)
    {
        var shorts = option.Aliases.Where(a => a.Length == 2 && a != "-?").ToArray();
        var label = shorts.Length > 0 ? $"{shorts[0]}, {option.Name}" : option.Name;
        return string.IsNullOrEmpty(option.HelpName) ? label : $"{label} {option.HelpName}";
    }

    private static void Section(Printer printer, string title, IEnumerable<(string Label, string? Text)> entries)
    {
        var rows = entries.ToArray();
        if (rows.Length == 0)
            return;

        printer.Line();
        printer.Line(Ink.Strong(title));
        var width = Math.Min(rows.Max(r => r.Label.Length), 28);
        foreach (var (label, text) in rows)
        {
            var lines = Wrapping.Wrap(text ?? "", printer.Width - width - 4).ToArray();
            if (label.Length > width)
            {
                printer.Line("  ", Ink.Accent(label));
                lines = [.. lines];
            }

            for (var i = 0; i < lines.Length; i++)
            {
                var shown = i == 0 && label.Length <= width ? label : "";
                printer.Line("  ", Ink.Accent(shown), new string(' ', width - shown.Length + 2), lines[i]);
            }
        }
    }
}
