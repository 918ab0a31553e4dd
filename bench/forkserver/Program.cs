using Ouroboros.Bench.ForkServer;

// forkserver-bench CANDIDATES FRESH PROJECT...: one row for each project; the fork server's time includes its start. The last three columns are
// about those candidates that were judged together in one process: at what rate, and at what rate a bare loop calls the test for them.
var (most, freshly) = (int.Parse(args[0]), int.Parse(args[1]));
Console.WriteLine($"{Comparison.Seats} at once, either way");
Console.WriteLine("| project    | candidates | fork server, a second | python -m pytest -q -x each | ratio | verdicts agree | together | a second | bare loop |");
Console.WriteLine("|------------|-----------:|----------------------:|----------------------------:|------:|---------------:|---------:|---------:|----------:|");
var lies = 0;
foreach (var root in args[2..])
{
    var row = await Comparison.OfAsync(Path.GetFullPath(root), most, freshly);
    lies += row.Sample - row.Agreed;
    Console.WriteLine(
        $"| {row.Name,-10} | {row.Candidates,10} | {row.ForkedRate,21:0.0} | {row.FreshRate,27:0.0} | {row.ForkedRate / row.FreshRate,4:0.0}× | {row.Agreed,7} of {row.Sample,-3} "
        + $"| {row.Together,8} | {row.TogetherRate,8:0} | {row.BareRate,9:0} |");
}

return lies == 0 ? 0 : 1;
