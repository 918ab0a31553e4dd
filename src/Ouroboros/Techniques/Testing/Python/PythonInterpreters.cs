using System.Text;
using System.Text.Json;
using Ouroboros.Techniques.Sandboxing;

namespace Ouroboros.Techniques.Testing.Python;

/// <summary>Finds the Pythons that may run a project's tests: configured, project venv, the system's, then those on PATH.</summary>
public sealed class PythonInterpreters(IProcessRunner runner, string root, PythonOptions options)
{
    // Answers for itself, so that a shim on PATH leads to the interpreter behind it. Loading pytest would take ten times as long as all the rest.
    private const string Question =
        """
        import json, os, sys
        from importlib.util import find_spec

        def pytest_version():
            try:
                if all(find_spec(name) for name in ("pytest", "pluggy", "iniconfig")):
                    with open(os.path.join(os.path.dirname(find_spec("_pytest").origin), "_version.py")) as file:
                        for line in file:
                            if line.startswith("__version__ ="):
                                return line.split("=")[-1].strip().strip("'\"")
                import pytest
                return pytest.__version__
            except Exception:
                return None

        found = pytest_version()
        print(json.dumps({"executable": sys.executable, "version": "%d.%d.%d" % sys.version_info[:3], "pytest": found,
                          "paths": [sys.prefix, sys.base_prefix, os.path.dirname(os.path.dirname(os.path.realpath(sys.executable)))]
                          + [p for p in sys.path if os.path.isdir(p)]}))
        """;

    private static readonly string[] SystemDirectories = ["/usr/", "/lib/", "/lib64/", "/bin/", "/etc/"];

    private static readonly string[] Environments = [".venv", "venv", "env", ".env"];

    /// <summary>The interpreters looked at, in order, and what became of each.</summary>
    public List<string> Looked { get; } = [];

    /// <summary>The first that has what the tests need. Without pytest wanted, the first that runs.</summary>
    public async Task<PythonInterpreter?> FindAsync(bool needsPytest, CancellationToken cancellationToken)
    {
        foreach (var (path, trusted) in Places())
        {
            var found = await AskAsync(path, trusted, cancellationToken);
            var fits = found is not null && (!needsPytest || found.PytestVersion is not null);
            Looked.Add(found is null ? $"{path} (does not run)" : needsPytest && !fits ? $"{path} (Python {found.Version}, no pytest)" : path);
            if (fits)
                return found;
        }

        return null;
    }

    private IEnumerable<(string Path, bool Trusted)> Places()
    {
        if (options.Interpreter is { } chosen)
        {
            yield return (chosen, true);
            yield break;
        }

        foreach (var name in Environments)
        {
            var place = Path.Join(root, name);
            if (File.Exists(Path.Join(place, "pyvenv.cfg")) && File.Exists(Path.Join(place, "bin/python")))
                yield return (Path.Join(place, "bin/python"), false);
        }

        if (File.Exists("/usr/bin/python3"))
            yield return ("/usr/bin/python3", true);

        foreach (var directory in (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (var name in new[] { "python3", "python" })
            {
                var place = Path.Join(directory, name);
                if (place is not "/usr/bin/python3" and not "/bin/python3" && File.Exists(place))
                    yield return (place, true);
            }
        }
    }

    private async Task<PythonInterpreter?> AskAsync(string path, bool trusted, CancellationToken cancellationToken)
    {
        var command = new Command(path, ["-c", Question])
        {
            WorkingDirectory = "/",
            Environment = Surroundings(),
            Limits = new ProcessLimits { WallTime = TimeSpan.FromSeconds(20), OutputBytes = 1 << 20 },

            // An environment inside the project is the project's code; the others belong to the person.
            Sandbox = trusted ? null : new Sandbox { Readable = [.. Around(path).Where(Directory.Exists).Select(Mount.Same)] },
        };
        var outcome = await runner.RunAsync(command, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return outcome.Succeeded ? Read(Encoding.UTF8.GetString(outcome.Output)) : null;
    }

    private static Dictionary<string, string> Surroundings()
    {
        var kept = new Dictionary<string, string> { ["PYTHONDONTWRITEBYTECODE"] = "1" };
        foreach (var name in new[] { "PATH", "HOME", "PYENV_ROOT", "PYENV_VERSION" })
        {
            if (System.Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
                kept[name] = value;
        }

        return kept;
    }

    /// <summary>The environment itself and where its links lead.</summary>
    private static IEnumerable<string> Around(string path)
    {
        yield return Path.GetDirectoryName(Path.GetDirectoryName(path)!)!;
        if (new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true) is { } target && !IsOfSystem(target.FullName))
            yield return Path.GetDirectoryName(Path.GetDirectoryName(target.FullName)!)!;
    }

    private PythonInterpreter? Read(string answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            var told = document.RootElement;
            var paths = told.GetProperty("paths").EnumerateArray().Select(p => p.GetString() ?? "").Where(IsForeign).Distinct().ToArray();
            return new PythonInterpreter(
                told.GetProperty("executable").GetString()!, told.GetProperty("version").GetString()!, told.GetProperty("pytest").GetString(),
                [.. paths.Where(p => !paths.Any(o => o != p && p.StartsWith(o + "/", StringComparison.Ordinal)))]);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // The workspace itself is never shown: its private copy takes its place, also where an editable install points at it.
    private bool IsForeign(string path) =>
        path.Length > 1 && !IsOfSystem(path + "/") && path != root && !root.StartsWith(path + "/", StringComparison.Ordinal)
        && (!path.StartsWith(root + "/", StringComparison.Ordinal) || Environments.Any(e => path.StartsWith($"{root}/{e}", StringComparison.Ordinal)));

    private static bool IsOfSystem(string path) => SystemDirectories.Any(d => path.StartsWith(d, StringComparison.Ordinal));
}
