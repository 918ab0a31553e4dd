namespace Ouroboros.Techniques.Syntax;

/// <summary>
/// Tells which faults a change brought in. Lines that were broken before may stay broken, but the fault may not spread
/// beyond them, nor more of their text be broken; as much text may hold no more faults. Less text may: mending one fault
/// often uncovers the next.
/// </summary>
internal static class FaultComparison
{
    public static IReadOnlyList<SyntaxFault> Added(
        ReadOnlySpan<byte> before, IReadOnlyList<SyntaxFault> old, IReadOnlyList<SyntaxFault> now, TextShift shift)
    {
        if (old.Count == 0 || now.Count == 0)
            return now;

        var regions = Regions(before, old, shift);
        var added = new List<SyntaxFault>();
        foreach (var fault in now)
        {
            if (regions.Find(r => r.Holds(fault)) is { } region)
                region.Now.Add(fault);
            else
                added.Add(fault);
        }

        added.AddRange(regions.Where(r => r.IsWorse).SelectMany(r => r.Unexplained(shift)));
        return [.. added.OrderBy(f => f.Start)];
    }

    private static List<Region> Regions(ReadOnlySpan<byte> before, IReadOnlyList<SyntaxFault> old, TextShift shift)
    {
        var regions = new List<Region>();
        var lastEnd = -1;
        foreach (var fault in old.OrderBy(f => f.Start))
        {
            var start = before[..Math.Min(fault.Start, before.Length)].LastIndexOf((byte)'\n') + 1;
            var rest = before[Math.Min(fault.End, before.Length)..].IndexOf((byte)'\n');
            var end = rest < 0 ? before.Length : fault.End + rest;
            if (start < lastEnd)
            {
                regions[^1].Old.Add(fault);
                end = Math.Max(end, lastEnd);
            }
            else
            {
                regions.Add(new Region { Start = shift.OfStart(start) });
                regions[^1].Old.Add(fault);
            }

            lastEnd = end;
            regions[^1].End = shift.OfEnd(end);
        }

        return regions;
    }

    /// <summary>Whole lines that were broken before, where they stand now.</summary>
    private sealed class Region
    {
        public required int Start { get; init; }

        public int End { get; set; }

        public List<SyntaxFault> Old { get; } = [];

        public List<SyntaxFault> Now { get; } = [];

        public bool IsWorse => (Covered(Now), Now.Count).CompareTo((Covered(Old), Old.Count)) > 0;

        public bool Holds(SyntaxFault fault) => fault.Start >= Start && fault.End <= End;

        public List<SyntaxFault> Unexplained(TextShift shift)
        {
            var known = Old.Select(o => (shift.OfStart(o.Start), o.Missing)).ToHashSet();
            var unknown = Now.FindAll(f => !known.Contains((f.Start, f.Missing)));
            return unknown.Count > 0 ? unknown : Now;
        }

        private static int Covered(List<SyntaxFault> faults) => SyntaxFault.Outermost(faults).Sum(f => f.Length);
    }
}
