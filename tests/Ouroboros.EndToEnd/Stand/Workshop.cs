using System.Diagnostics;

namespace Ouroboros.EndToEnd.Stand;

/// <summary>A project in a folder of its own, a home of its own, and the command to run on it. Everything is gone afterwards.</summary>
internal sealed class Workshop : IDisposable
{
    public const int OrdinaryUser = 1000;

    private readonly string ground = Directory.CreateTempSubdirectory("ouro-e2e-").FullName;

    public Workshop()
    {
        Directory.CreateDirectory(Root);
        Directory.CreateDirectory(Path.Combine(ground, "home"));
        Shell.Run("chmod", "755", ground);
    }

    public string Ground => ground;

    public string Root => Path.Combine(ground, "project");

    public bool AsOrdinaryUser { get; private set; }

    /// <summary>A command that runs the command, such as unshare.</summary>
    public IReadOnlyList<string> Within { get; init; } = [];

    public Dictionary<string, string> Environment { get; } = [];

    public static Workshop WithSample(string name)
    {
        var workshop = new Workshop();
        Tree.Copy(Path.Combine(OuroBinary.RepositoryRoot, "samples", name), workshop.Root);
        return workshop;
    }

    public static bool IsRoot => System.Environment.UserName == "root";

    /// <summary>From here on the project belongs to, and the command runs as, somebody without privileges.</summary>
    public Workshop BecomeOrdinary()
    {
        if (IsRoot)
        {
            Shell.Run("chown", "-hR", $"{OrdinaryUser}:{OrdinaryUser}", ground);
            AsOrdinaryUser = true;
        }

        return this;
    }

    public string this[string path]
    {
        get => File.ReadAllText(At(path));
        set => Write(path, System.Text.Encoding.UTF8.GetBytes(value));
    }

    public string At(string path) => Path.Combine(Root, path);

    public byte[] Bytes(string path) => File.ReadAllBytes(At(path));

    public void Write(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllBytes(At(path), bytes);
    }

    public string Photograph() => Tree.Photograph(Root);

    public Outcome Repair(params string[] arguments) => Ouro(["repair", ".", "--auto-apply", .. arguments]);

    public Outcome Ouro(params string[] arguments) => Start(arguments).Finish();

    public Shell.Running Start(params string[] arguments)
    {
        // What a shell starts in the background ignores interrupts, and so would all that is started here.
        List<string> line = ["env", "--default-signal=INT", .. Within];
        if (AsOrdinaryUser)
            line.AddRange(["setpriv", $"--reuid={OrdinaryUser}", $"--regid={OrdinaryUser}", "--clear-groups"]);
        line.Add(AsOrdinaryUser ? OuroBinary.ForEverybody : OuroBinary.Path);
        line.AddRange(arguments);

        var start = new ProcessStartInfo(line[0], line[1..]) { WorkingDirectory = Root };
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
        start.Environment["HOME"] = Path.Combine(ground, "home");
        start.Environment["LANG"] = "C.UTF-8";

        // The home is a new one; what ./test restored lies in the old one.
        start.Environment["NUGET_PACKAGES"] = System.Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".nuget/packages");
        if (System.Environment.GetEnvironmentVariable("DOTNET_ROOT") is { } dotnet)
            start.Environment["DOTNET_ROOT"] = dotnet;
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        return Shell.Start(start);
    }

    /// <summary>Runs the project's tests as its owner would, without the command.</summary>
    public void TestsShouldPass()
    {
        if (File.Exists(At("package.json")))
        {
            Shell.RunIn(Root, "/usr/bin/timeout", ["60", "node", "--test", "test/"]);
            return;
        }

        if (Directory.GetFiles(Root, "*.slnx").Length > 0)
        {
            Shell.RunIn(Root, "/usr/bin/env",
            [
                "DOTNET_CLI_TELEMETRY_OPTOUT=1", "MSBUILDDISABLENODEREUSE=1", "DOTNET_CLI_USE_MSBUILD_SERVER=0", "timeout", "240", "dotnet", "test", "-nologo", "-v", "q",
                "-nodeReuse:false", "-p:UseSharedCompilation=false", "-p:NuGetAudit=false",
            ]);
            return;
        }

        var style = Directory.Exists(At("tests")) && File.Exists(At("tests/__init__.py")) ? "unittest" : "pytest";
        string[] quiet = style == "pytest" ? ["-q", "-p", "no:cacheprovider"] : [];
        Shell.RunIn(Root, "/usr/bin/timeout", ["60", "/usr/bin/python3", "-B", "-m", style, .. quiet]);
    }

    public void Dispose()
    {
        Shell.Run("chmod", "-R", "u+rwX", ground);
        Directory.Delete(ground, recursive: true);
    }
}
