using System.Diagnostics;
using System.Globalization;
using Ouroboros.Tests.Techniques.EditFormats;

// Answers a second through the whole edit ladder, from the text of an answer to a patch or a refusal, over the answers of the specs.
if (args.Length != 1 || !Directory.Exists(args[0]))
{
    Console.Error.WriteLine("Usage: run    (reads tests/Ouroboros.Tests/Techniques/EditFormats/Cases)");
    return 64;
}

const int Rounds = 200, Bar = 1_000, Shown = 5;
var cases = Directory.EnumerateFiles(args[0], "*.txt").Order(StringComparer.Ordinal)
    .SelectMany(f => AnswerCase.ReadAll(File.ReadAllText(f)).Select(c => (File: Path.GetFileNameWithoutExtension(f), Case: c))).ToList();

// The first rounds are for the compiler.
for (var i = 0; i < Rounds / 4; i++)
    cases.ForEach(c => c.Case.Read());

var times = cases.ToDictionary(c => c, _ => new double[Rounds]);
var before = Environment.CpuUsage.TotalTime;
for (var round = 0; round < Rounds; round++)
{
    foreach (var one in cases)
    {
        var start = Stopwatch.GetTimestamp();
        one.Case.Read();
        times[one][round] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }
}

// Processor time, so that a busy machine tells the same.
var seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
var rate = cases.Count * Rounds / seconds;
Say($"{"answers",-14} {"cases",6} {"median µs",10} {"worst case's median µs",23}");
foreach (var file in cases.GroupBy(c => c.File))
    Say($"{file.Key,-14} {file.Count(),6} {Median([.. file.Select(c => Median(times[c]))]),10:0} {file.Max(c => Median(times[c])),23:0}");

Say($"\nThe {Shown} slowest:");
foreach (var one in cases.OrderByDescending(c => Median(times[c])).Take(Shown))
    Say($"  {Median(times[one]),8:0} µs in the median, {times[one].Max(),8:0} at worst  {one.File}: {one.Case.Name}");

Say($"\n{cases.Count * Rounds} answers in {seconds:0.00} CPU s: {rate:0} a second (at least {Bar} are wanted)");
return rate >= Bar ? 0 : 1;

static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

static double Median(double[] values)
{
    Array.Sort(values);
    return values[values.Length / 2];
}
