using System.Text;
using Ouroboros.EndToEnd.BrokenRepos;

namespace Ouroboros.EndToEnd.Survival;

/// <summary>A repair changes the bytes it means to change and no others.</summary>
public sealed class FileBytesSpecs
{
    private const string Coding = "# -*- coding: latin-1 -*-\n# caf\u00e9, \u00fcber, \u00a3\n";

    public static TheoryData<string> Variants => [.. Table.Keys];

    private static Dictionary<string, Orders> Table { get; } = new()
    {
        ["plain"] = new Orders(),
        ["CRLF"] = new Orders { LineEnd = "\r\n" },
        ["byte order mark"] = new Orders { Mark = [0xEF, 0xBB, 0xBF] },
        ["CRLF and byte order mark"] = new Orders { LineEnd = "\r\n", Mark = [0xEF, 0xBB, 0xBF] },
        ["no final newline"] = new Orders { EndsWithLineEnd = false },
        ["tabs"] = new Orders { Indent = "\t" },
        ["Latin-1"] = new Orders { Preface = Coding },
    };

    [Theory]
    [MemberData(nameof(Variants))]
    public void All_other_bytes_stay(string variant)
    {
        using var workshop = Orders.InWorkshop(Table[variant]);
        var before = workshop.Photograph();

        workshop.Repair().ShouldEndWith(0);
        workshop.Bytes("prices.py").ShouldBe(Table[variant].Source('+'));
        workshop.Ouro("undo").ShouldEndWith(0);

        workshop.Photograph().ShouldBe(before);
    }

    [Theory]
    [InlineData("CRLF and byte order mark")]
    [InlineData("Latin-1")]
    public void An_ordinary_user_gets_the_same(string variant)
    {
        using var workshop = Orders.InWorkshop(Table[variant]).BecomeOrdinary();

        workshop.Repair().ShouldEndWith(0);

        workshop.Bytes("prices.py").ShouldBe(Table[variant].Source('+'));
    }

    [Fact]
    public void The_mode_of_a_file_stays()
    {
        using var workshop = Orders.InWorkshop();
        File.SetUnixFileMode(workshop.At("prices.py"), (UnixFileMode)0b111_101_000);

        workshop.Repair().ShouldEndWith(0);

        File.GetUnixFileMode(workshop.At("prices.py")).ShouldBe((UnixFileMode)0b111_101_000);
    }

    [Fact]
    public void Empty_files_and_binary_files_are_no_obstacle()
    {
        using var workshop = Orders.InWorkshop();
        workshop.Write("empty.py", []);
        workshop.Write("empty.txt", []);
        workshop.Write("logo.png", [0x89, 0x50, 0x00, 0xFF, 0xFE, 0x0D, 0x0A]);
        workshop.Write("data/\u00e9\u4f60.bin", [.. Enumerable.Range(0, 256).Select(b => (byte)b)]);

        workshop.Repair().ShouldEndWith(0);

        workshop.Bytes("prices.py").ShouldBe(new Orders().Source('+'));
    }

    [Fact]
    public void A_module_that_is_not_valid_in_its_encoding_is_no_obstacle_where_nothing_imports_it()
    {
        using var workshop = Orders.InWorkshop();
        workshop.Write("old.py", Encoding.Latin1.GetBytes("name = 'caf\u00e9'\n"));

        workshop.Repair().ShouldEndWith(0);
    }

    [Fact]
    public void A_data_file_of_ten_megabytes_is_no_obstacle()
    {
        using var workshop = Orders.InWorkshop();
        workshop.Write("readings.csv", Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("12.5,17.25,3\n", 800_000))));

        workshop.Repair().ShouldEndWith(0);

        workshop.Bytes("prices.py").ShouldBe(new Orders().Source('+'));
    }

    [Fact]
    public void A_module_of_ten_megabytes_is_mended_or_named()
    {
        var large = new Orders { Preface = string.Concat(Enumerable.Repeat("# a line of generated notes that nobody reads any more\n", 190_000)) };
        using var workshop = Orders.InWorkshop(large);

        var outcome = workshop.Repair();

        if (outcome.ShouldEndWith(0, 1, 2).ExitCode == 0)
            workshop.Bytes("prices.py").ShouldBe(large.Source('+'));
        else
            outcome.ShouldMention("prices.py");
    }
}
