using Ouroboros.Cli;
using Ouroboros.Cli.Output;

namespace Ouroboros.Tests.Cli;

/// <summary>The command as a script meets it: words in; text and an exit code out. A home and a project of its own.</summary>
internal sealed class Counter : IDisposable
{
    private readonly DirectoryInfo ground = Directory.CreateTempSubdirectory("ouro-cli-");
    private readonly Dictionary<string, string> environment = [];

    public Counter()
    {
        Directory.CreateDirectory(Project);
        Directory.CreateDirectory(Home);
        environment["HOME"] = Home;
        environment["PATH"] = "/usr/bin:/bin";

        // The search for a project must not climb out of here.
        WithFile("pyproject.toml", "");
    }

    public string Project => Path.Combine(ground.FullName, "project");

    public string Home => Path.Combine(ground.FullName, "home");

    public Traits Traits { get; init; } = new() { InputRedirected = true, OutputRedirected = true, ErrorRedirected = true };

    public string Output { get; private set; } = "";

    public string Errors { get; private set; } = "";

    public Counter With(string variable, string value)
    {
        environment[variable] = value;
        return this;
    }

    public Counter WithFile(string path, string text)
    {
        var file = path.StartsWith('~') ? Path.Combine(Home, path[2..]) : Path.Combine(Project, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return this;
    }

    public string Read(string path) => File.ReadAllText(Path.Combine(Project, path));

    public async Task<int> Ouro(params string[] words)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exit = await Edge.RunAsync(words, Surroundings(output, errors), TestContext.Current.CancellationToken);
        (Output, Errors) = (output.ToString(), errors.ToString());
        return exit;
    }

    public Surroundings Surroundings(TextWriter output, TextWriter errors) =>
        new(output, errors, () => TextReader.Null, Traits, Project, environment, TimeProvider.System);

    public void Dispose() => ground.Delete(recursive: true);
}
