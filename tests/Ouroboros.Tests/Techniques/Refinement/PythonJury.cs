using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Tests.Fakes;
using Ouroboros.Workspaces;

namespace Ouroboros.Tests.Techniques.Refinement;

/// <summary>Runs real tests in the machine's Python: scripts that fail by an exception.</summary>
internal sealed class PythonJury(string source, string failing, string guarding) : IJury, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public int Seats => 1;

    public int Ran { get; private set; }

    public Task<Screening> ScreenAsync(Candidate candidate, CancellationToken cancellationToken)
    {
        var change = (ChangeFile)candidate.Patch.Files.Single();
        folder.Write(change.Path.Value, change.ApplyTo(System.Text.Encoding.UTF8.GetBytes(source)));
        var (outcome, turned) = !Passes(failing) ? (ScreeningOutcome.StillFailing, false) : !Passes(guarding) ? (ScreeningOutcome.BreaksPassing, true) : (ScreeningOutcome.Plausible, true);
        return Task.FromResult(new Screening(candidate.Patch.Hash, outcome, new TestName("script"), turned ? [new TestName("script")] : [], 1, TimeSpan.Zero));
    }

    public void Dispose() => folder.Dispose();

    private bool Passes(string script)
    {
        Ran++;
        return Shell.Run("cd \"$1\" && timeout 20 python3 -B -c \"$2\"", folder.Path, script).ExitCode == 0;
    }
}
