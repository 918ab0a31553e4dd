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
        error = Fault();
        if (error is not null)
            return null;

        var image = project.Emitted(metered(), out var faults);
        error = image is null ? Faults.First(faults) : null;
        return image;
    }

    /// <summary>What the compiler has against the members that the edit touches, or null.</summary>
    public string? Fault() => changes.Where(c => c.Fresh is not null)
        .Select(c => Faults.First(c.Fresh!.GetDiagnostics()) ?? Faults.First(plain.GetSemanticModel(c.Fresh!).GetDiagnostics(c.Member))).FirstOrDefault(f => f is not null);

    /// <summary>The edit as branches of what it edits, or null where it cannot stand beside others.</summary>
    public IReadOnlyList<Branch>? Branches(int number)
    {
        if (ChangesSurface || changes.Any(c => c.Old is { } old && !project.IsMetered(old)))
            return null;

        var branches = changes.Select(c => Branch.Of(number, c)).OfType<Branch>().ToList();
        return branches.Count == changes.Count ? branches : null;
    }

    /// <summary>Every fault of the edited project.</summary>
    public IEnumerable<Diagnostic> Errors() => Faults.In(plain.GetDiagnostics());

    /// <summary>The assembly as others are compiled against it, or null where it does not compile.</summary>
    public byte[]? Reference() => project.Emitted(plain, out _);
}
