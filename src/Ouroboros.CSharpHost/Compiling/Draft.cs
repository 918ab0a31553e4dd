using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Ouroboros.CSharpHost.Compiling;

/// <summary>A project with an edit. The members that the edit touches are checked before anything is emitted: most that is wrong is wrong there.</summary>
/// <param name="isStale">Whether it is compiled against other projects than it was.</param>
internal sealed class Draft(ProjectCode project, CSharpCompilation plain, Func<CSharpCompilation> metered, IReadOnlyList<TreeChange> changes, bool isStale)
{
    /// <summary>Whether other projects may have to be compiled anew.</summary>
    public bool ChangesSurface => isStale || changes.Any(c => c.ChangesSurface);

    /// <summary>The assembly, or null and why it does not compile.</summary>
    public byte[]? Compile(out string? error)
    {
        foreach (var change in changes)
        {
            if (change.Fresh is not { } fresh)
                continue;

            error = Faults.First(fresh.GetDiagnostics()) ?? Faults.First(plain.GetSemanticModel(fresh).GetDiagnostics(change.Member));
            if (error is not null)
                return null;
        }

        return project.Emitted(metered(), out error);
    }

    /// <summary>Every fault of the edited project.</summary>
    public IEnumerable<Diagnostic> Errors() => Faults.In(plain.GetDiagnostics());

    /// <summary>The assembly as others are compiled against it, or null where it does not compile.</summary>
    public byte[]? Reference() => project.Emitted(plain, out _);
}
