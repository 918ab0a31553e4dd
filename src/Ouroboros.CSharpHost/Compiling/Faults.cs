using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Ouroboros.CSharpHost.Compiling;

/// <summary>What the compiler objects to, warnings that the project takes for errors included.</summary>
internal static class Faults
{
    public static IEnumerable<Diagnostic> In(IEnumerable<Diagnostic> diagnostics) => diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error && !d.IsSuppressed);

    public static string? First(IEnumerable<Diagnostic> diagnostics) => In(diagnostics).Select(Words).FirstOrDefault();

    public static string Words(Diagnostic fault) => $"{fault.Id}: {fault.GetMessage(CultureInfo.InvariantCulture)}";
}
