using System.Reflection;
using Ouroboros.CSharpHost.Compiling;

namespace Ouroboros.CSharpHost.Running;

/// <summary>
/// A loaded program that is one branch after the other, for as long as none leaves anything behind: what its machine code costs is paid once. A
/// branch of a member that ran but once, such as to fill a field, comes too late for that and has no turn here.
/// </summary>
internal sealed class Turns
{
    private readonly LoadedProgram program;
    private readonly IReadOnlyList<FieldInfo>? fields;
    private readonly Keepsakes? kept;
    private readonly int types;
    private readonly long[] before = [], again = [];

    /// <param name="run">Runs the failing tests and tells how that ended.</param>
    public Turns(IReadOnlyDictionary<string, byte[]> images, int members, Func<LoadedProgram, string> run)
    {
        program = new LoadedProgram(images, []) { Hits = new long[members + 1] };
        var end = run(program);
        if (Keepsakes.FieldsOf(program) is not { } all)
            return;

        // Looking at them fills those that nothing has asked for yet, which may call for more of them.
        _ = Keepsakes.Of(all);
        fields = Keepsakes.FieldsOf(program)!;
        types = program.Kept.Count;
        var first = Keepsakes.Of(fields);
        before = [.. program.Hits];
        Array.Clear(program.Hits);
        var isSame = run(program) == end;
        again = [.. program.Hits];
        if (isSame && IsAs(first))
            kept = first;
    }

    /// <summary>Whether the program forgets what a test run did.</summary>
    public bool Forgets => kept is not null;

    /// <summary>Whether members run as often again as they did at first.</summary>
    public bool Serves(IReadOnlyList<int> members) => members.All(m => before[m] == again[m]);

    /// <summary>Runs as a branch. Whether nothing of it was left behind.</summary>
    public bool Take(int branch, Action<LoadedProgram> run)
    {
        program.Which = branch;
        run(program);
        return IsAs(kept!);
    }

    private bool IsAs(Keepsakes before) => program.Kept.Count == types && Keepsakes.Of(fields!).IsLike(before);

    public void End() => program.Unload();
}
