using System.Text;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.EditFormats;

/// <summary>Answers as models write them, by the data in <c>Cases</c>: what is certain is made, what is not is refused with words that help.</summary>
public sealed class AnswerSpecs
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Techniques", "EditFormats", "Cases");

    private static readonly IReadOnlyList<(string File, AnswerCase Case)> Cases =
        [.. Directory.EnumerateFiles(Folder, "*.txt").Order(StringComparer.Ordinal).SelectMany(f => AnswerCase.ReadAll(File.ReadAllText(f)).Select(c => (Path.GetFileNameWithoutExtension(f), c)))];

    public static TheoryData<string> Names
    {
        get
        {
            var names = new TheoryData<string>();
            foreach (var (file, one) in Cases)
                names.Add($"{file}: {one.Name}");

            return names;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_answer_comes_to_what_its_case_says(string name)
    {
        var one = Cases.Single(c => $"{c.File}: {c.Case.Name}" == name).Case;

        var verdict = one.Read();

        var said = string.Join('\n', verdict.Problems.Concat(verdict.Notes));
        verdict.IsRefused.ShouldBe(one.Refusals.Count > 0, said);
        foreach (var refusal in one.Refusals)
            verdict.Problems.ShouldContain(p => p.Contains(refusal, StringComparison.Ordinal), said);

        foreach (var note in one.Notes)
            verdict.Notes.ShouldContain(n => n.Contains(note, StringComparison.Ordinal), said);

        var after = one.Files.ToDictionary(f => f.Key, f => (byte[]?)f.Value);
        foreach (var edit in verdict.Patch?.Files ?? [])
            Apply(edit, after);

        var expected = one.Files.ToDictionary(f => f.Key, f => (byte[]?)f.Value);
        foreach (var (path, content) in one.Expected)
            expected[path] = content;

        after.Where(f => f.Value is not null).Select(f => (f.Key.Value, Text(f.Value!))).Order().ShouldBe(expected.Where(f => f.Value is not null).Select(f => (f.Key.Value, Text(f.Value!))).Order());
        (verdict.Patch is null).ShouldBe(one.Expected.Count == 0, said);
    }

    [Fact]
    public void There_are_cases_enough_and_none_is_there_twice()
    {
        Cases.Count.ShouldBeGreaterThanOrEqualTo(120);
        Cases.Select(c => (c.File, c.Case.Name)).ShouldBeUnique();
        Cases.Select(c => Convert.ToHexString(Encoding.UTF8.GetBytes(c.Case.About + c.Case.Answer + string.Concat(c.Case.Files.Select(f => f.Key + Text(f.Value)))))).Distinct().Count().ShouldBe(Cases.Count);
    }

    [Fact]
    public void No_answer_however_broken_is_more_than_refused()
    {
        var random = new Random(7);
        foreach (var (_, one) in Cases)
        {
            for (var round = 0; round < 12; round++)
            {
                var broken = Broken(one.Answer, random);

                var verdict = one.With(broken).Read();

                (verdict.IsRefused && verdict.Patch is not null).ShouldBeFalse(broken);
                var files = one.Files.ToDictionary(f => f.Key, f => (byte[]?)f.Value);
                foreach (var edit in verdict.Patch?.Files ?? [])
                    Apply(edit, files);
            }
        }
    }

    // Cut off, a line lost, twice or elsewhere, a character changed.
    private static string Broken(string answer, Random random)
    {
        var lines = answer.Split('\n').ToList();
        var (one, other) = (random.Next(lines.Count), random.Next(lines.Count));
        switch (random.Next(6))
        {
            case 0:
                return answer[..random.Next(answer.Length + 1)];
            case 1:
                lines.RemoveAt(one);
                break;
            case 2:
                lines.Insert(other, lines[one]);
                break;
            case 3:
                (lines[one], lines[other]) = (lines[other], lines[one]);
                break;
            case 4:
                lines[one] = lines[one].Length == 0 ? "@@" : lines[one][1..];
                break;
            default:
                return answer.Length == 0 ? "\0" : answer.Remove(random.Next(answer.Length), 1);
        }

        return string.Join('\n', lines);
    }

    private static void Apply(FileEdit edit, Dictionary<RepoPath, byte[]?> files)
    {
        switch (edit)
        {
            case ChangeFile change:
                change.Before.ShouldBe(ContentHash.Of(files[change.Path]!));
                files[change.Path] = change.ApplyTo(files[change.Path]!);
                break;
            case AddFile add:
                files.GetValueOrDefault(add.Path).ShouldBeNull();
                files[add.Path] = add.Content.ToArray();
                break;
            case RenameFile rename:
                files[rename.To] = rename.ApplyTo(files[rename.Path]!);
                files[rename.Path] = null;
                break;
            default:
                files[edit.Path] = null;
                break;
        }
    }

    private static string Text(byte[] bytes) => Encoding.Latin1.GetString(bytes);
}
