using Ouroboros.Adapters.TreeSitter;
using Ouroboros.Techniques.Syntax;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Syntax;

public sealed class SyntaxCheckSpecs : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("syntax-check");

    [Fact]
    public void Each_file_is_reported_in_the_order_given()
    {
        string[] paths = [Write("good.py", "x = 1\n"u8), Write("bad.ts", "let x = ;\n"u8), Write("notes.txt", "(\n"u8), Write("empty.go", ""u8), Path.Join(directory.FullName, "gone.cs"), directory.FullName];

        var results = Check(paths);

        results.Select(r => r.Path).ShouldBe(paths);
        results.Select(r => r.Status).ShouldBe(
            [CheckStatus.Valid, CheckStatus.Invalid, CheckStatus.Unknown, CheckStatus.Valid, CheckStatus.Unreadable, CheckStatus.Unreadable]);
        results.Select(r => r.Problem).ShouldBe(
            [null, null, "no grammar for files with this extension", null, "does not exist", "is a directory"]);
    }

    [Fact]
    public void The_caret_stands_under_the_place_whatever_stands_before_it()
    {
        var path = Write("a.js", "\uFEFF\tlet é = '日本', x = ;\r\n"u8);

        var fault = Check([path])[0].Faults.ShouldHaveSingleItem();

        (fault.Line, fault.Column).ShouldBe((1, 18));
        fault.Excerpt.ShouldBe("\tlet é = '日本', x = ;");
        // Each of the two wide characters takes two cells of a terminal.
        fault.Caret.ShouldBe("\t" + new string(' ', 18) + "^");
    }

    [Fact]
    public void Long_lines_are_cut_and_the_caret_still_fits()
    {
        var path = Write("min.js", [.. Enumerable.Repeat("a=1;"u8.ToArray(), 5_000).SelectMany(b => b), .. "let x = ;"u8, .. Enumerable.Repeat("b=2;"u8.ToArray(), 5_000).SelectMany(b => b)]);

        var fault = Check([path])[0].Faults.ShouldHaveSingleItem();

        fault.Column.ShouldBe(20_007);
        fault.Excerpt.Length.ShouldBeLessThan(200);
        fault.Excerpt[fault.Caret.IndexOf('^', StringComparison.Ordinal)].ShouldBe('=');
        fault.Excerpt[..fault.Caret.IndexOf('^', StringComparison.Ordinal)].ShouldEndWith("let x ");
    }

    [Fact]
    public void Terminal_control_in_a_file_does_not_reach_the_terminal()
    {
        var path = Write("a.py", "x = = '\u001b[31m\u202Ehello'\n"u8);

        Check([path])[0].Faults[0].Excerpt.ShouldBe("x = = '\uFFFD[31m\uFFFDhello'");
    }

    [Fact]
    public void Wide_character_files_are_read_by_their_mark()
    {
        var path = Write("a.cs", [0xFF, 0xFE, .. System.Text.Encoding.Unicode.GetBytes("class A { }\n")]);

        Check([path])[0].Status.ShouldBe(CheckStatus.Valid);
    }

    [Fact]
    public void A_directory_with_the_name_of_a_source_file_is_unreadable()
    {
        var path = Directory.CreateDirectory(Path.Join(directory.FullName, "package.py")).FullName;

        Check([path])[0].ShouldSatisfyAllConditions(
            r => r.Status.ShouldBe(CheckStatus.Unreadable),
            r => r.Problem.ShouldBe("is a directory"));
    }

    [Fact]
    public void A_limit_is_reported_for_its_file_alone()
    {
        var check = new SyntaxCheck(new TreeSitterParser(), SyntaxLimits.Default with { Bytes = 8 });

        var results = check.Check([Write("long.py", "x = 1 + 2\n"u8), Write("short.py", "x = 1\n"u8)], default);

        results.Select(r => r.Status).ShouldBe([CheckStatus.BeyondLimits, CheckStatus.Valid]);
        results[0].Problem.ShouldBe("larger than the limit of 8 bytes: it has 10");
    }

    public void Dispose() => directory.Delete(recursive: true);

    private static IReadOnlyList<CheckedFile> Check(IReadOnlyList<string> paths) =>
        new SyntaxCheck(new TreeSitterParser(), SyntaxLimits.Default).Check(paths, default);

    private string Write(string name, ReadOnlySpan<byte> content)
    {
        var path = Path.Join(directory.FullName, name);
        File.WriteAllBytes(path, content.ToArray());
        return path;
    }
}
