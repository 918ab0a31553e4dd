namespace Ouroboros.Cli.Output;

/// <summary>Breaks a line at blanks. Words longer than the width, such as paths, stay whole so that they can be copied.</summary>
internal static class Wrapping
{
    public static IEnumerable<string> Wrap(string line, int width)
    {
        width = Math.Max(width, 20);
        if (line.Length <= width)
            return [line];

        var pieces = new List<string>();
        var start = 0;
        while (line.Length - start > width)
        {
            var gap = line.LastIndexOf(' ', start + width, width);
            if (gap <= start)
                gap = line.IndexOf(' ', start + width);

            if (gap < 0)
                break;

            pieces.Add(line[start..gap]);
            start = gap + 1;
        }

        pieces.Add(line[start..]);
        return pieces;
    }
}
