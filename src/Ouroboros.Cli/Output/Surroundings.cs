using System.Collections;
using Ouroboros.Techniques.Secrets;

namespace Ouroboros.Cli.Output;

/// <summary>What a command finds around itself; tests bring their own.</summary>
/// <param name="Input">Opened only to ask something: opening it changes the terminal.</param>
internal sealed record Surroundings(
    TextWriter Output, TextWriter Error, Func<TextReader> Input, Traits Traits, string WorkingDirectory,
    IReadOnlyDictionary<string, string> Environment, TimeProvider Clock)
{
    /// <summary>Results.</summary>
    public Printer Out { get; } = new(Output, Traits with { Colour = Traits.Colour && !Traits.OutputRedirected });

    /// <summary>Progress, notes and errors.</summary>
    public Printer Notes { get; } = new(Error, Traits with { Colour = Traits.Colour && !Traits.ErrorRedirected });

    /// <summary>Takes the secrets of this machine out of errors and reports. Made when asked for: few commands have one to tell.</summary>
    public SecretRedactor Redactor => new(KnownSecrets.Among(Environment));

    /// <summary>Whether a person sits there and may be asked.</summary>
    public bool CanAsk => !Traits.InputRedirected && !Traits.ErrorRedirected && !Traits.Headless;

    public string? Variable(string name) => Environment.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    public static Surroundings OfThisProcess()
    {
        var environment = new Dictionary<string, string>();
        foreach (DictionaryEntry variable in System.Environment.GetEnvironmentVariables())
            environment[(string)variable.Key] = (string?)variable.Value ?? "";

        return new Surroundings(
            Console.Out, Console.Error, () => Console.In, Traits.OfThisTerminal(environment), System.Environment.CurrentDirectory,
            environment, TimeProvider.System);
    }
}
