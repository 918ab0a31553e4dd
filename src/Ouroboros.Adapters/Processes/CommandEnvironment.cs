using Ouroboros.Techniques.Sandboxing;

namespace Ouroboros.Adapters.Processes;

/// <summary>Nothing of ouro's own environment passes, for secrets live there; only what no program can do without is added.</summary>
internal static class CommandEnvironment
{
    private const string SystemPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    public static IEnumerable<string> Of(Command command)
    {
        foreach (var (name, value) in command.Environment)
        {
            if (name.Length == 0 || name.Contains('='))
                throw new LaunchRefusedException($"\"{name}\" cannot be the name of an environment variable. Remove it.");
            yield return $"{name}={value}";
        }
        if (!command.Environment.ContainsKey("PATH"))
            yield return $"PATH={SystemPath}";
        if (!command.Environment.ContainsKey("LANG") && !command.Environment.ContainsKey("LC_ALL"))
            yield return "LANG=C.UTF-8";
    }
}
