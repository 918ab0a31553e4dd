using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Search;

public sealed class CandidateProperties
{
    // Pieces that programs are made of; any of them may follow any other.
    private static readonly string[] Pieces =
    [
        "if not xs:\n    return []\n", "total = 0\nfor i, x in enumerate(xs):\n    total += x * i\n", "while low < high:\n    middle = (low + high) // 2\n    low = middle + 1\n",
        "try:\n    value = table[key]\nexcept KeyError:\n    value = None\n", "result = [f(x) for x in xs if x > 0 and x != limit]\n",
        "if kind == 'a':\n    y = 1\nelif kind == 'b':\n    y = -2\nelse:\n    y = 0\n", "with open(name) as file:\n    lines = file.read().split('\\n')\n",
        "pairs = sorted(table.items(), key=lambda p: (-p[1], p[0]))\n", "text = f'{name!r}: {total:>8.2f}'  # shown\n", "a, b = b, a + b\n",
        "self.count += 1\nself.items.append(x[1:-1])\n", "assert x is not None, 'x'\n", "return {k: v[::-1] for k, v in table.items()}\n",
        "def inner(n, seen=[]):\n    seen.append(n)\n    return inner(n - 1) if n else seen\n", "yield from (x for x in xs)\n", "x = (a +\n     b *\n     c)\n",
        "del table[key]\n", "raise ValueError('bad ' + str(x)) from None\n", "print(*xs, sep=', ')\n", "n = xs[0][-1] if xs else None\n", "class Box:\n    size = 3\n    def grow(self):\n        self.size *= 2\n        return self\n",
    ];

    private static Arbitrary<string> Programs { get; } = Gen.ListOf(Gen.Elements(Pieces)).Resize(5)
        .Select(p => "import os\n\n\ndef f(xs, table, key, name, low=0, high=10):\n" + string.Concat(p.Append("pass\n").Select(Indented))).ToArbitrary();

    [Fact]
    public void Every_edit_applies_and_changes_something_and_nearly_all_parse()
    {
        var (faulty, all) = (0, 0);

        Prop.ForAll(Programs, program =>
        {
            var unit = Workbench.Unit(program);
            foreach (var draft in Workbench.Drafts(unit).Where((_, i) => i % 17 == 0))
            {
                var after = Workbench.Apply(draft);
                all++;
                if (Workbench.Parser.FindFaults(after, Language.Python, SyntaxLimits.Default, CancellationToken.None).Count > 0)
                    faulty++;

                draft.Edit.Weight.ShouldBeInRange(0, 1, draft.Reason);
                unit.Lines.Rewrite(draft.Edit.Splices).Hash.ShouldBe(
                    new Ouroboros.Techniques.Search.Editing.LogicalLines(Workbench.Parser.Parse(after, Language.Python, SyntaxLimits.Default, CancellationToken.None)).Hash);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(25));

        all.ShouldBeGreaterThan(500);
        ((double)faulty / all).ShouldBeLessThan(0.01);
    }

    private static string Indented(string piece) => string.Concat(piece.TrimEnd('\n').Split('\n').Select(l => $"    {l}\n"));
}
