using System.Text;
using Ouroboros.Workspaces;

namespace Ouroboros.Tests.Techniques.Testing.Python;

/// <summary>A project of several modules and random mutants of it: harmless, wrong, invalid, endless, deadly, dirty.</summary>
internal static class MutantProject
{
    public static (string Path, string Text)[] Files { get; } =
    [
        ("stock/__init__.py", "from .ledger import Ledger\nfrom .prices import price\n"),
        ("stock/prices.py",
            """
            import os

            RATES = {"book": 7, "food": 7, "toy": 19}
            CALLS = []


            def rate(kind):
                CALLS.append(kind)
                if kind in RATES:
                    return RATES[kind]
                raise KeyError(kind)


            def price(net, kind="toy"):
                gross = net + net * rate(kind) // 100
                return gross


            def cheapest(items):
                best = None
                for item in items:
                    if best is None or item[1] < best[1]:
                        best = item
                return best


            def split(total, parts):
                shares = [total // parts for _ in range(parts)]
                rest = total - sum(shares)
                index = 0
                while rest > 1:
                    shares[index] += 1
                    rest -= 1
                    index += 1
                return shares
            """),
        ("stock/ledger.py",
            """
            from stock import prices


            class Ledger:
                total = 0

                def __init__(self):
                    self.rows = []

                def add(self, name, net, kind="toy"):
                    self.rows.append((name, prices.price(net, kind)))
                    return self

                def balance(self):
                    return sum(amount for _, amount in self.rows)
            """),
        ("tests/conftest.py", "import pytest\n\n\n@pytest.fixture\ndef ledger():\n    from stock.ledger import Ledger\n    return Ledger()\n"),
        ("tests/test_prices.py",
            """
            import pytest
            from stock.prices import CALLS, cheapest, price, rate, split


            @pytest.mark.parametrize("kind, expected", [("book", 107), ("toy", 119)])
            def test_price(kind, expected):
                assert price(100, kind) == expected


            def test_unknown():
                with pytest.raises(KeyError):
                    rate("air")


            def test_calls_are_counted_in_order():
                assert CALLS[-1] == "air"


            def test_cheapest():
                assert cheapest([("a", 3), ("b", 2)]) == ("b", 2)
                assert cheapest([]) is None


            @pytest.mark.parametrize("total, parts", [(10, 3), (7, 7), (11, 4)])
            def test_split(total, parts):
                assert sum(split(total, parts)) == total
            """),
        ("tests/test_ledger.py",
            """
            def test_balance(ledger):
                assert ledger.add("x", 100).add("y", 100, "book").balance() == 226


            def test_new_ledgers_are_empty(ledger, tmp_path):
                assert ledger.balance() == 0
                (tmp_path / "made").write_text("x")
            """),
    ];

    private static readonly (string Old, string New)[] Swaps =
    [
        ("rest > 1", "rest > 0"), ("rest > 1", "rest >= 0"), ("rest -= 1", "rest += 1"), ("rest -= 1", "pass"), ("<", ">"), ("<", "<="), ("+ net", "- net"), ("//", "/"),
        ("100", "10"), ("19", "20"), ("7", "8"), ("index += 1", "index -= 1"), ("return", "yield"), ("return best", "return item"), ("None", "[]"), ("in RATES", "not in RATES"),
        ("is None", "is not None"), ("KeyError", "ValueError"), ("import os", "import os, sys; sys.exit(1)"), ("import os", "import os; os._exit(2)"),
        ("import os", "import nowhere"), ("import os", "import os\nwhile True: pass"), ("CALLS = []", "CALLS = [1]"), ("CALLS = []", "import builtins; builtins.sum = max\nCALLS = []"),
        ("return gross", "os._exit(0)"), ("return gross", "os.abort()"), ("return gross", "raise SystemExit"), ("return gross", "raise KeyboardInterrupt"),
        ("gross = net", "open('soil', 'w').close(); gross = net"), ("gross = net", "os.environ['X'] = '1'; gross = net"), ("gross = net", "os.chdir('/'); gross = net"),
        ("gross = net", "import stock.ledger; stock.ledger.Ledger.total += 1; gross = net"), ("gross = net", "os.fork(); gross = net"), ("return gross", "return price(net, kind)"),
        ("(self)", "(self, x)"), ("self.rows = []", "self.rows = CALLS"), ("self.rows", "self.lines"), ("def ", "def  ("), ("for ", "for for "), ("amount for _, amount in", "amount + 1 for _, amount in"),
        ("from stock import prices", "from stock import prices, nothing"), (":\n", "\n"), ("    ", "  "), ("return shares", "return [sum(shares) + rest]"), ("range(parts)", "range(10 ** 8)"),
    ];

    /// <summary>The same mutants for the same seed; each edits one or two places of one or two files.</summary>
    public static IReadOnlyList<Patch> Mutants(Snapshot snapshot, int count, int seed)
    {
        var random = new Random(seed);
        var patches = new Dictionary<PatchHash, Patch>();
        while (patches.Count < count)
        {
            var edits = new Dictionary<RepoPath, List<SpanEdit>>();
            for (var i = random.Next(4) == 0 ? 2 : 1; i > 0; i--)
                AddOne(snapshot, random, edits);

            if (edits.Count > 0)
            {
                var patch = new Patch([.. edits.Select(e => new ChangeFile(e.Key, snapshot.Files[e.Key].Hash, e.Value))]);
                patches.TryAdd(patch.Hash, patch);
            }
        }

        return [.. patches.Values];
    }

    private static void AddOne(Snapshot snapshot, Random random, Dictionary<RepoPath, List<SpanEdit>> edits)
    {
        RepoPath path = RepoPath.Parse(random.Next(4) == 0 ? "stock/ledger.py" : "stock/prices.py");
        var text = File.ReadAllText(path.Under(snapshot.Root));
        var (old, with) = Swaps[random.Next(Swaps.Length)];
        var places = Places(text, old).ToArray();
        if (places.Length == 0)
            return;

        var edit = new SpanEdit(places[random.Next(places.Length)], old.Length, Encoding.UTF8.GetBytes(with));
        var known = edits.TryGetValue(path, out var list) ? list : edits[path] = [];
        if (!known.Exists(e => e.Start < edit.End && edit.Start < e.End))
            known.Add(edit);
    }

    private static IEnumerable<int> Places(string text, string old)
    {
        for (var at = text.IndexOf(old, StringComparison.Ordinal); at >= 0; at = text.IndexOf(old, at + 1, StringComparison.Ordinal))
            yield return at;
    }
}
