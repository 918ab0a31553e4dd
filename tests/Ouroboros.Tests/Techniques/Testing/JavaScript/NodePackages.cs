using System.Diagnostics;
using Ouroboros.Tests.Architecture;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Testing.JavaScript;

/// <summary>The real test frameworks, as <c>./test</c> installed them, brought into a project.</summary>
internal static class NodePackages
{
    private static readonly string Installed = Path.Join(SourceTree.RepositoryRoot(), ".build/node-packages/node_modules");

    // As links to the same files where one disk holds both.
    public static void Into(string project)
    {
        Directory.Exists(Installed).ShouldBeTrue($"{Installed} is missing; ./test makes it.");
        if (!Copied("-al", project))
            Copied("-a", project).ShouldBeTrue();
    }

    private static bool Copied(string how, string project)
    {
        using var copy = Process.Start("cp", [how, Installed, project]);
        copy.WaitForExit();
        return copy.ExitCode == 0;
    }
}
