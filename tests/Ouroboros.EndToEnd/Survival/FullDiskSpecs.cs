using Ouroboros.EndToEnd.BrokenRepos;

namespace Ouroboros.EndToEnd.Survival;

/// <summary>A small tmpfs in a mount namespace of its own is the project's disk.</summary>
public sealed class FullDiskSpecs
{
    // Keeps the listing of what is there afterwards, since the disk is gone with its namespace.
    private const string Script =
        """
        mount -t tmpfs -o size="$1" disk "$2" && cp -r "$3/." "$2" && cd "$2"
        head -c "$4" /dev/zero >ballast 2>/dev/null
        shift 4; "$@"; code=$?
        cp prices.py "$OLDPWD/../after.py"; exit $code
        """;

    [Theory]
    [InlineData("64k", 0)]
    [InlineData("64k", 40_000)]
    [InlineData("256k", 100_000)]
    [InlineData("600k", 300_000)]
    [InlineData("1m", 900_000)]
    [InlineData("4m", 2_000_000)]
    public void A_full_disk_leaves_the_file_before_or_after(string size, int ballast)
    {
        Assert.SkipUnless(Workshop.IsRoot, "Only root can mount.");
        using var ground = Orders.InWorkshop();
        var disk = Directory.CreateDirectory(Path.Combine(ground.Ground, "disk")).FullName;
        using var workshop = new Workshop
        {
            Within = ["unshare", "-m", "sh", "-c", Script, "sh", size, disk, ground.Root, $"{ballast}"],
        };

        var outcome = workshop.Repair();

        var after = File.ReadAllBytes(Path.Combine(workshop.Ground, "after.py"));
        after.ShouldBe(new Orders().Source(outcome.ExitCode == 0 ? '+' : '-'));
        if (outcome.ShouldEndWith(0, 1, 69).ExitCode != 0)
            outcome.ShouldMention("space");
    }
    [Fact]
    public void A_watch_without_room_for_its_copies_tries_a_few_times_and_then_waits_for_a_change()
    {
        Assert.SkipUnless(Workshop.IsRoot, "Only root can mount.");
        using var ground = new Workshop();
        var copies = Directory.CreateDirectory(Path.Combine(ground.Ground, "copies")).FullName;
        using var workshop = new Workshop { Within = ["unshare", "-m", "sh", "-c", "mount -t tmpfs -o size=1200k disk \"$0\" && exec \"$@\"", copies] };
        new Orders().WriteTo(workshop);
        workshop.Environment["TMPDIR"] = copies;
        workshop.Environment["OURO_BASE_DELAY"] = workshop.Environment["OURO_MAX_DELAY"] = "0.01";
        for (var i = 0; i < 400; i++)
            workshop[$"filler_{i}.py"] = new string('#', 4000);

        var watch = workshop.Start("watch");
        Shell.Eventually(() => IsAtRest(workshop));

        watch.Signal("TERM");
        watch.Finish().ShouldEndWith(1).ShouldMention("watch ended after 8 cycles", "space");
    }

    private static bool IsAtRest(Workshop workshop) =>
        workshop.Ouro("status", "--json") is { ExitCode: 0 } status && status.Json.GetProperty("watch").GetProperty("waits_for").GetString() == "changes";
}
