using System.CommandLine;
using Ouroboros.Cli.Configuration;

namespace Ouroboros.Cli.CommandLine;

/// <summary>One word after <c>ouro</c>: what it takes, and what it does.</summary>
internal abstract class OuroCommand : Command
{
    protected OuroCommand(string name, string description, params IReadOnlyList<string> examples)
        : base(name, description) => Examples = examples;

    /// <summary>Each as it is typed, a blank and '#' before its explanation.</summary>
    public IReadOnlyList<string> Examples { get; }

    public abstract Task<int> RunAsync(Invocation call, CancellationToken cancellationToken);

    protected T Add<T>(T symbol)
        where T : Symbol
    {
        switch (symbol)
        {
            case Argument argument:
                base.Add(argument);
                break;
            case Option option:
                base.Add(option);
                break;
            case Command command:
                base.Add(command);
                break;
        }

        return symbol;
    }

    protected Option<bool> Switch(string name, string description, params string[] aliases) =>
        Add(new Option<bool>(name, aliases) { Description = description });

    protected Option<string?> Value(string name, string placeholder, string description, params string[] aliases) =>
        Add(new Option<string?>(name, aliases) { Description = description, HelpName = placeholder });

    /// <summary>A setting as a flag; its value goes through the same checks as everywhere.</summary>
    protected void Flag(Setting setting, string placeholder = "", params IReadOnlyList<string> names) => Add(new SettingOption(setting, placeholder, names));
}
