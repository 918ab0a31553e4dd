namespace Ouroboros.EndToEnd.Stand;

/// <summary>The command under test: the published one or the one built with these tests, whichever is newer.</summary>
internal static class OuroBinary
{
    // Not OURO_…: the command refuses variables of that name which it does not know.
    private const string Variable = "COMMAND_UNDER_TEST";

    private static readonly Lazy<string> Found = new(Find);
    private static readonly Lazy<string> Shared = new(CopyForEverybody);

    public static string Path => Found.Value;

    /// <summary>The same command where an ordinary user can read it: a clone may lie in a home that is closed to others.</summary>
    public static string ForEverybody => Shared.Value;

    public static string RepositoryRoot { get; } = Upwards("Ouroboros.slnx");

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } chosen)
            return chosen;

        string[] places = [System.IO.Path.Combine(RepositoryRoot, ".build/ouro/ouro"), System.IO.Path.Combine(AppContext.BaseDirectory, "ouro")];
        return places.Where(File.Exists).MaxBy(p => File.GetLastWriteTimeUtc(System.IO.Path.ChangeExtension(p, ".dll")))
            ?? throw new FileNotFoundException($"There is no ouro to test; run ./ouro --version first, or name one in {Variable}.");
    }

    private static string CopyForEverybody()
    {
        var source = System.IO.Path.GetDirectoryName(new FileInfo(Path).ResolveLinkTarget(true)?.FullName ?? Path)!;
        var target = Directory.CreateTempSubdirectory("ouro-command-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(target, recursive: true);
        Tree.Copy(source, target);
        Shell.Run("chmod", "-R", "a+rX", target);
        return System.IO.Path.Combine(target, "ouro");
    }

    private static string Upwards(string landmark)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, landmark)))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"There is no {landmark} above {AppContext.BaseDirectory}.");
    }
}
