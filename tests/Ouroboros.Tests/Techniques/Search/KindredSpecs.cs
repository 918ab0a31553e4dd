using System.Text;
using Ouroboros.Techniques.Search;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Tests.Architecture;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Search;

/// <summary>What functions that are built alike say of each other.</summary>
public sealed class KindredSpecs
{
    [Fact]
    public void A_guard_that_another_overload_has_is_said_with_its_types_and_names()
    {
        var results = Results("Parsers.cs", """
            static class Parsers
            {
                public static Parser<K, U> Apply<K, U>(Parser<K, T> parser, Func<K, Parser<U>> selector)
                {
                    return input =>
                    {
                        var rt = parser(input);
                        if (!rt.HasValue)
                            return Parsed.Empty<K, T, U>(rt);

                        var end = selector(rt.Value)(rt.Span);
                        if (end.HasValue)
                            return Parsed.Value(end.Value, rt.Location, rt.Remainder);

                        return Parsed.Problem(input, end.Remainder);
                    };
                }

                public static Parser<K, U> Apply<K, U>(Parser<K, T> first, Parser<U> second)
                {
                    var atEnd = second.AtEnd();
                    return input =>
                    {
                        var got = first(input);

                        var end = atEnd(got.Span);
                        if (end.HasValue)
                            return Parsed.Value(end.Value, got.Location, got.Remainder);

                        return Parsed.Problem(input, end.Remainder);
                    };
                }
            }
            """);

        results.ShouldContain(r => r.Contains("""
                        var got = first(input);
                        if (!got.HasValue)
                            return Parsed.Empty<K, T, U>(got);

                        var end = atEnd(got.Span);
            """.ReplaceLineEndings("\n")));
    }

    [Fact]
    public void What_has_the_same_name_in_another_class_tells_though_it_does_much_more()
    {
        var results = Results("stores.py", """
            class Timed:
                def remove(self, key):
                    link = self.links.pop(key)
                    link.unlink()


            class Aged:
                def remove(self, key):
                    with self.lock:
                        self.held.discard(key)
                    item = self.items.pop(key)
                    item.removed = True
                    if item.expired():
                        raise KeyError(key)
            """);

        results.ShouldContain(r => r.Contains("    if link.expired():\n            raise KeyError(key)\n", StringComparison.Ordinal));
    }

    [Fact]
    public void A_value_that_every_other_returns_is_returned_here_too()
    {
        var results = Results("Chains.cs", """
            static class Chains
            {
                public static Result Text(Input input)
                {
                    var left = Results.First(input);
                    while (left.HasMore)
                        left = Results.Join(left, input);

                    return default;
                }

                public static TokenResult Tokens(Input input)
                {
                    var left = TokenResults.First(input);
                    while (left.HasMore)
                        left = TokenResults.Join(left, input);

                    return TokenResults.Value(left, input);
                }
            }
            """);

        results.ShouldContain(r => r.Contains("return Results.Value(left, input);") && r.Contains("return TokenResults.Value(left, input);"));
    }

    [Fact]
    public void A_part_of_a_condition_comes_from_another_file()
    {
        var results = Results("charset.js",
            """
            function charsetPriority(charset, accepted) {
              var best = { o: -1, q: 0 };
              for (var i = 0; i < accepted.length; i++) {
                var spec = specifyCharset(charset, accepted[i], i);
                if (spec) {
                  best = spec;
                }
              }
              return best;
            }
            """,
            """
            function encodingPriority(encoding, accepted) {
              var best = { o: -1, q: 0 };
              for (var i = 0; i < accepted.length; i++) {
                var spec = specifyEncoding(encoding, accepted[i], i);
                if (spec && (best.q - spec.q || best.o - spec.o) < 0) {
                  best = spec;
                }
              }
              return best;
            }
            """);

        results.ShouldContain(r => r.Contains("if (spec && (best.q - spec.q || best.o - spec.o) < 0) {"));
    }

    [Fact]
    public void Several_lines_come_over_as_deep_as_ours_with_the_names_of_this_file()
    {
        var results = Results("charset.js",
            """
            const api = {
                charsets(accept, provided) {
                    var accepts = parseCharset(accept || '');
                    var priorities = provided.map(p => charsetPriority(p, accepts));
                    return priorities.filter(isQuality).map(p => provided[p.i]);
                }
            };
            function fullCharset(spec) { return spec.charset; }
            function parseCharset(text) { return text.split(','); }
            function charsetPriority(charset, accepted) { return { i: 0 }; }
            """,
            """
            function encodings(accept, provided) {
              var accepts = parseEncoding(accept || '');
              if (!provided) {
                // what anybody may have
                return accepts
                  .filter(isQuality)
                  .map(fullEncoding);
              }
              var priorities = provided.map(p => encodingPriority(p, accepts));
              return priorities.filter(isQuality).map(p => provided[p.i]);
            }
            function fullEncoding(spec) { return spec.encoding; }
            function parseEncoding(text) { return text.split(','); }
            function encodingPriority(encoding, accepted) { return { i: 0 }; }
            """);

        results.ShouldContain(r => r.Contains("""
                    var accepts = parseCharset(accept || '');
                    if (!provided) {
                      return accepts
                        .filter(isQuality)
                        .map(fullCharset);
                    }
                    var priorities
            """.ReplaceLineEndings("\n")));
    }

    [Fact]
    public void Lines_of_Python_stand_in_the_block_that_they_stood_in()
    {
        var results = Results("rows.py",
            """
            class Rows:
                def total(self, rows):
                    total = 0
                    for row in rows:
                        total += row.amount
                    return total

                def count(self, rows):
                    total = 0
                    for row in rows:
                        if row.hidden:
                            continue
                        total += row.number
                    return total
            """);

        results.ShouldContain(r => r.Contains("        for row in rows:\n            if row.hidden:\n                continue\n            total += row.amount\n"));
    }

    [Fact]
    public void A_step_at_the_end_that_no_other_takes_is_taken_away()
    {
        var results = Results("ends.py",
            "def total(rows):\n    got = 0\n    for row in rows:\n        got += row.amount\n    rows.last = got\n    rows.clear()\n",
            "def total(rows):\n    got = 0\n    for row in rows:\n        got += row.amount\n    rows.last = got\n");

        results.ShouldContain(r => r.Contains("    rows.last = got\n") && !r.Contains("clear"));
    }

    [Fact]
    public void What_is_unlike_says_nothing_and_what_is_nothing_here_is_not_said()
    {
        Results("one.py", """
            def area(width, height):
                if width < 0 or height < 0:
                    raise ValueError('negative')
                return width * height

            def greet(name, *others, loud=False):
                text = ', '.join([name, *others])
                print(text.upper() if loud else text)
            """).ShouldBeEmpty();

        Results("two.py",
            "def total(rows):\n    got = 0\n    for row in rows:\n        got += row.amount\n    return got\n",
            "def total(rows, ledger):\n    got = 0\n    for row in rows:\n        ledger.note(row)\n        got += row.amount\n    return got\n").ShouldBeEmpty();
    }

    /// <summary>The product's own, each with others of its language as kin.</summary>
    [Theory]
    [InlineData("*.py")]
    [InlineData("*.cjs")]
    [InlineData("*.cs")]
    public void Whatever_real_files_say_of_each_other_can_be_put_in_and_mostly_parses(string pattern)
    {
        var sources = Directory.EnumerateFiles(Path.Join(SourceTree.RepositoryRoot(), "src"), pattern, SearchOption.AllDirectories)
            .Where(f => pattern != "*.cs" || f.Contains("/Search/JavaScript/") || f.Contains("/Search/CSharp/"))
            .Order(StringComparer.Ordinal).Select(f => (Name: Path.GetFileName(f), Source: File.ReadAllText(f))).Take(40).ToList();
        var kin = sources.Select(s => Kin(s.Name, s.Source)).ToList();
        var (all, whole) = (0, 0);
        for (var i = 0; i < sources.Count; i++)
        {
            var others = kin.Where((_, k) => k != i).Take(16).ToList();
            var unit = Workbench.Unit(RepoPath.Parse(sources[i].Name), Bytes(sources[i].Source), Surroundings.Bare with { Kin = () => others });
            foreach (var draft in Workbench.Drafts(unit, "kindred").Take(40))
            {
                all++;
                whole += Workbench.Parser.Parse(Workbench.Apply(draft), unit.Tree.Language, SyntaxLimits.Default, CancellationToken.None).Root.HasError ? 0 : 1;
            }
        }

        all.ShouldBeGreaterThan(20);
        whole.ShouldBeGreaterThan(all * 4 / 5, $"of {all}");
    }

    [Fact]
    public void A_text_within_a_text_is_no_token_of_its_own()
    {
        var function = Workbench.Unit("def f(row):\n    return f\"{row['a']} {row['b']}\" + 'c'\n").Facts.Functions[0];

        Rewording.Leaves(function.Body).Select(t => t.Text).ShouldBe(["return", "f\"{row['a']} {row['b']}\"", "+", "'c'"]);
    }

    private static List<string> Results(string name, string source, params string[] others)
    {
        var kin = others.Select(o => Kin(name, o)).ToList();
        var unit = Workbench.Unit(RepoPath.Parse(name), Bytes(source), Surroundings.Bare with { Kin = () => kin });
        return [.. Workbench.Drafts(unit, "kindred").Select(Workbench.AppliedText)];
    }

    private static KindredFile Kin(string name, string source)
    {
        var language = Languages.OfExtension(Path.GetExtension(name))!.Value;
        var tree = Workbench.Parser.Parse(Bytes(source), language, SyntaxLimits.Default, CancellationToken.None);
        return new KindredFile(tree, OperatorTables.For(language)!.Survey(tree));
    }

    private static byte[] Bytes(string source) => Encoding.UTF8.GetBytes(source.ReplaceLineEndings("\n"));
}
