using Ouroboros.Bench.ForkServer;

// forkserver-bench CANDIDATES FRESH PROJECT...: one row for each project; the fork server's time includes its start.
var (most, freshly) = (int.Parse(args[0]), int.Parse(args[1]));
Console.WriteLine($"{Comparison.Seats} at once, either way");
Console.WriteLine("| project    | candidates | fork server, a second | python -m pytest -q -x each | ratio | verdicts agree |");
Console.WriteLine("|------------|-----------:|----------------------:|----------------------------:|------:|---------------:|");
var lies = 0;
foreach (var root in args[2..])
{
    var row = await Comparison.OfAsync(Path.GetFullPath(root), most, freshly);
    lies += row.Sample - row.Agreed;
    Console.WriteLine(
        $"| {row.Name,-10} | {row.Candidates,10} | {row.ForkedRate,21:0.0} | {row.FreshRate,27:0.0} | {row.ForkedRate / row.FreshRate,4:0.0}× | {row.Agreed,7} of {row.Sample,-3} |");
}

return lies == 0 ? 0 : 1;
