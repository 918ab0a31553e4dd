using System.Text.RegularExpressions;
using Ouroboros.EndToEnd.BrokenRepos;

namespace Ouroboros.EndToEnd.Survival;

/// <summary>Offline is real: nothing beyond loopback is opened, or missed.</summary>
public sealed partial class OfflineSpecs
{
    [Fact]
    public void The_main_jobs_work_without_a_way_out()
    {
        Assert.SkipUnless(Workshop.IsRoot, "Only root can make a network namespace.");
        using var workshop = Orders.InWorkshop();
        using var offline = new Workshop { Within = ["unshare", "-n", "sh", "-c", "cd \"$0\" && exec \"$@\"", workshop.Root] };

        var run = offline.Repair().ShouldEndWith(0).RunId;
        offline.Ouro("status", "--latest").ShouldEndWith(0);
        offline.Ouro("show", run).ShouldEndWith(0);
        offline.Ouro("verify", run).ShouldEndWith(0);
        offline.Ouro("localise").ShouldEndWith(0);
        offline.Ouro("check", "prices.py").ShouldEndWith(0);
        offline.Ouro("doctor").ShouldEndWith(0);
        offline.Ouro("config", "list").ShouldEndWith(0);
        offline.Ouro("undo", run).ShouldEndWith(0);

        workshop.Bytes("prices.py").ShouldBe(new Orders().Source('-'));
    }

    [Fact]
    public void Nothing_asks_for_an_address_beyond_loopback()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/strace"), "strace is not installed.");
        using var ground = new Workshop();
        var trace = Path.Combine(ground.Ground, "trace");
        using var workshop = Orders.InWorkshop();
        using var traced = new Workshop
        {
            Within = ["strace", "-f", "-qq", "-o", trace, "-e", "trace=connect,sendto,sendmsg,bind", "sh", "-c", "cd \"$0\" && exec \"$@\"", workshop.Root],
        };

        traced.Repair().ShouldEndWith(0);

        // A trace that saw nothing would prove nothing, but the runtime asks its own sockets for something at least once.
        File.Exists(trace).ShouldBeTrue();
        File.ReadLines(trace).Where(line => InternetAddress().IsMatch(line) && !Loopback().IsMatch(line)).ShouldBeEmpty();
    }

    [GeneratedRegex("sa_family=AF_INET6?")]
    private static partial Regex InternetAddress();

    [GeneratedRegex("inet_addr\\(\"127\\.|inet_pton\\(AF_INET6, \"::1\"|NULL")]
    private static partial Regex Loopback();
}
