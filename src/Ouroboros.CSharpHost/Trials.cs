using System.Text.Json;
using Ouroboros.CSharpHost.Compiling;
using Ouroboros.CSharpHost.Running;

namespace Ouroboros.CSharpHost;

/// <summary>Tries candidates: compiled in memory, loaded afresh, run against the failing tests and then those that must stay green.</summary>
internal sealed class Trials(Job job, IReadOnlyList<BuildRecord> records, Channel channel)
{
    private const byte AllResults = 1, Patient = 2, Together = 8, NewJob = 16;

    // The same limit for a program's memory as a test process has; the next request starts a new host.
    private const long MostMemory = 1L << 30;

    // The first time everything is compiled for the machine as well.
    private const int Starting = 10;

    // So often in a row something may be left behind by a run of the failing tests.
    private const int Vain = 3;

    private readonly Bench bench = new();
    private readonly CodeBase code = new(records, job.Root, null);
    private readonly HashSet<string> unsure = [];
    private readonly Dictionary<string, TestCase> cases = [];
    private Job job = job;
    private string[] tests = [];

    // Why it is not to be trusted with these tests, or null.
    private string? unfit;
    private bool isStuck;
    private int vain;

    public void Serve()
    {
        Begin();
        while (channel.Ask() is { } request)
        {
            if ((request[0] & NewJob) != 0)
            {
                job = Job.Read(new MemoryStream(request, 1, request.Length - 1));
                Begin();
            }
            else
            {
                channel.Answer(Answered(request));
            }

            // The thread that hangs in the last candidate, or the memory it holds, goes with the process.
            if (isStuck || Environment.WorkingSet > MostMemory)
                return;
        }
    }

    private void Begin()
    {
        tests = [.. job.Failing, .. job.Guarding];
        (unfit, vain) = (null, 0);
        unsure.Clear();
        Calibrate();
        channel.Answer("R"u8);
    }

    /// <summary>The unedited program must show what is known of it, or the lane is not to be trusted.</summary>
    private void Calibrate()
    {
        var program = new LoadedProgram(code.Images, []);
        var suite = SuiteOf(program);
        var stint = bench.Run(
            () =>
            {
                foreach (var test in suite.Discover())
                    cases.TryAdd(test.NameIn(job.ClassFiles), test);
            }, (job.Walls[0] + job.Walls[1]) * Starting);
        if (!stint.IsWell)
        {
            unfit = stint.Trouble is { } trouble ? $"looking for tests ended in trouble: {trouble}" : "looking for tests did not come to an end";
            return;
        }

        var told = Try(code.Images, all: true, Starting);
        unfit = isStuck ? $"{tests[Math.Max(told.Decided, 0)]} does not come to an end in process"
            : told.Outcome == '?' ? told.Text
            : null;

        // Of some failing tests nothing is known here, and only the test command tells; where that is most of them, too little is known.
        unsure.UnionWith(job.Failing.Where(n => told.Results.GetValueOrDefault(n) is not ("failed" or "timedout")));
        if (unsure.Count > job.Failing.Count / 2)
            unfit ??= $"{unsure.First()} {(cases.ContainsKey(unsure.First()) ? "does not fail" : "is not found")} in process";

        // A guard that is not found here is left to the test command; only one that ends otherwise speaks against the host.
        var ran = job.Guarding.Where(told.Results.ContainsKey).ToList();
        var other = ran.Where(n => told.Results[n] != "passed").ToList();
        unsure.UnionWith(other);
        if (other.Count > ran.Count / 2)
            unfit ??= $"{other.Count} of {ran.Count} tests that should pass do not in process, such as {other[0]}";
    }

    private Suite SuiteOf(LoadedProgram program) => new(program, code.Tests.Select(t => t.Record));

    private byte[] Answered(byte[] request)
    {
        if ((request[0] & Together) != 0)
            return Several(request);

        if (unfit is not null)
            return new Verdict((byte)'?') { Text = unfit }.ToFrame();

        var (flags, edits) = TrialRequest.Read(request);
        if (code.Strangers(edits.Keys) is [var stranger, ..])
            return new Verdict((byte)'?') { Text = $"{stranger} is compiled into no project that is known here" }.ToFrame();

        if (code.Compile(edits, out var error) is not { } images)
            return new Verdict((byte)'X') { Text = error ?? "" }.ToFrame();

        var told = Try(images, (flags & AllResults) != 0, (flags & Patient) != 0 ? 3 : 1);
        if ((flags & AllResults) != 0)
            told.Text = JsonSerializer.Serialize(new { results = told.Results.Select(r => new[] { r.Key, r.Value }) });

        return told.ToFrame();
    }

    /// <summary>
    /// Candidates as branches of one program: compiling them costs as much as compiling one. Where it forgets what a run did, it is one after the
    /// other; else it is loaded afresh for each. What passes, and what cannot stand beside others, is left to be tried alone.
    /// </summary>
    private byte[] Several(byte[] request)
    {
        var all = TrialRequest.Parts(request).Select(r => r.Edits).ToList();
        var frames = new byte[all.Count][];
        Array.Fill(frames, []);
        var sheaf = unfit is null ? code.Bind(all) : new Sheaf();
        Turns? turns = null;
        for (var i = 0; i < all.Count && !isStuck; i++)
        {
            if (sheaf.Faults.TryGetValue(i + 1, out var fault))
            {
                frames[i] = new Verdict((byte)'X') { Text = fault }.ToFrame();
                continue;
            }

            if (sheaf.Images is not { } images || !sheaf.Numbers.TryGetValue(i + 1, out var members))
                continue;

            if (turns is null && vain < Vain)
                turns = TurnsOf(images, all.Count);

            var told = (turns is null ? null : InTurn(ref turns, i + 1, members)) ?? (isStuck ? null : Try(images, all: false, 1, i + 1));
            if (told is { Outcome: (byte)'F' or (byte)'B' or (byte)'U' })
                frames[i] = told.ToFrame();
        }

        turns?.End();
        return [.. frames.SelectMany(f => (byte[])[.. BitConverter.GetBytes(f.Length), .. f])];
    }

    /// <summary>A program to be one branch after the other, or null where it does not forget.</summary>
    private Turns? TurnsOf(Dictionary<string, byte[]> images, int members)
    {
        Turns? turns = null;
        var stint = bench.Run(
            () => turns = new Turns(images, members, program =>
            {
                var verdict = new Verdict((byte)'P');
                Judge(SuiteOf(program), verdict, all: false, job.Failing.Count);
                return $"{(char)verdict.Outcome} {verdict.Decided} {string.Join(' ', verdict.Turned)}";
            }), job.Walls[0] * Starting);
        isStuck |= !stint.HasEnded;
        if (stint.IsWell && turns!.Forgets)
            return turns;

        vain++;
        if (stint.HasEnded)
            turns?.End();

        return null;
    }

    /// <summary>What became of a branch of a program that was others before, or null where that cannot be relied upon.</summary>
    private Verdict? InTurn(ref Turns? turns, int branch, IReadOnlyList<int> members)
    {
        var (at, verdict, clean) = (turns!, new Verdict((byte)'P'), false);
        if (!at.Serves(members))
            return null;

        var stint = bench.Run(() => clean = at.Take(branch, program => Judge(SuiteOf(program), verdict, all: false, job.Failing.Count)), job.Walls[0]);
        isStuck |= !stint.HasEnded;
        if (stint.IsWell && clean)
        {
            vain = 0;
            return verdict.Outcome is (byte)'F' or (byte)'U' ? verdict : null;
        }

        vain++;
        if (stint.HasEnded)
            at.End();

        turns = null;
        return null;
    }

    private Verdict Try(Dictionary<string, byte[]> images, bool all, int patience, int which = 0)
    {
        var program = new LoadedProgram(images, []) { Which = which };
        var verdict = new Verdict((byte)'P');
        var suite = SuiteOf(program);
        var walls = job.Walls[0] + job.Walls[1];
        var stint = bench.Run(() => Judge(suite, verdict, all, tests.Length), walls * patience);
        if (!stint.HasEnded)
        {
            isStuck = true;
            return new Verdict((byte)'T') { Decided = Volatile.Read(ref verdict.At), Fuel = verdict.Fuel };
        }

        program.Unload();
        return stint.Trouble is { } trouble ? new Verdict((byte)'?') { Text = trouble } : verdict;
    }

    /// <param name="most">How many of the tests are looked at.</param>
    private void Judge(Suite suite, Verdict verdict, bool all, int most)
    {
        for (var i = 0; i < most; i++)
        {
            if (!all && (unsure.Contains(tests[i]) || !cases.ContainsKey(tests[i])))
                continue;

            Volatile.Write(ref verdict.At, i);
            if (!cases.TryGetValue(tests[i], out var test))
                continue;

            var end = suite.Run(test, job.FuelFor.GetValueOrDefault(tests[i], job.Fuel));
            verdict.Fuel += end.Fuel;
            verdict.Results[tests[i]] = end.Outcome;
            if (end.IsGreen && i < job.Failing.Count)
                verdict.Turned.Add(i);

            if (end.IsGreen || verdict.Outcome != 'P')
                continue;

            if (end.IsUndecided)
            {
                if (all)
                    continue;

                verdict.Outcome = (byte)'?';
                verdict.Text = $"{tests[i]} cannot be run in process: {end.Thrown?.Message}";
                break;
            }

            verdict.Outcome = (byte)(end.Outcome == "timedout" ? 'U' : i < job.Failing.Count ? 'F' : 'B');
            verdict.Decided = i;
            if (!all && !(i < job.Failing.Count && job.Failing.Count > 1 && end.Outcome != "timedout"))
                break;

            // Which of the failing tests a candidate does mend tells whether it is half of a repair.
            if (!all)
            {
                Others(suite, verdict, i + 1);
                break;
            }
        }

        suite.TakeDown();
    }

    private void Others(Suite suite, Verdict verdict, int from)
    {
        for (var i = from; i < job.Failing.Count; i++)
        {
            if (unsure.Contains(tests[i]) || !cases.TryGetValue(tests[i], out var test))
                continue;

            Volatile.Write(ref verdict.At, i);
            var end = suite.Run(test, job.FuelFor.GetValueOrDefault(tests[i], job.Fuel));
            verdict.Fuel += end.Fuel;
            if (end.IsGreen)
                verdict.Turned.Add(i);
            else if (end.Outcome == "timedout")
                break;
        }
    }
}
