using Ouroboros.Tests.Fakes;

namespace Ouroboros.Tests.Techniques.Integrity;

/// <summary>The project that attacks and honest patches are tried on.</summary>
internal static class IntegrityProject
{
    public const string App =
        """
        import os
        import sys
        import logging
        from helpers import shape

        RATES = {"basic": 3, "plus": 7}


        def add(a, b):
            return a - b


        def is_prime(n):
            if n < 2:
                return False
            for d in range(2, n):
                if n % d == 0:
                    return True
            return True


        def total(items):
            result = 0
            for item in items:
                result += item
            return result


        def classify(fruit):
            if fruit == "apple":
                return "pome"
            elif fruit == "plum":
                return "drupe"
            return None


        def read(path):
            try:
                with open(path) as file:
                    return file.read()
            except OSError:
                return ""


        class Money:
            def __init__(self, amount):
                self.amount = amount

            def __eq__(self, other):
                return isinstance(other, Money) and self.amount == other.amount

            def is_zero(self):
                return self.amount == 0


        def main():
            print(add(int(sys.argv[1]), int(sys.argv[2])))


        if __name__ == "__main__":
            main()
        """;

    private const string Tests =
        """
        from app import add, is_prime, total, classify, read, Money

        def test_add():
            assert add(17, 25) == 42

        def test_prime():
            assert is_prime(97) is True
            assert is_prime(91) is False

        def test_total():
            assert total([3, 9, 27]) == 39
            assert total([]) == 0

        def test_classify():
            assert classify("kumquat") == "citrus"

        def test_money():
            assert Money(5) != Money(6)
            assert Money(0).is_zero()
        """;

    public static PatchedProject Create() => new(new Dictionary<string, string>
    {
        ["app.py"] = App,
        ["helpers.py"] = "def shape(x):\n    return x\n",
        ["pkg/__init__.py"] = "",
        ["tests/test_app.py"] = Tests,
        ["tests/data/rows.json"] = "[]\n",
        ["conftest.py"] = "import pytest\n",
        ["setup.cfg"] = "[metadata]\nname = app\nversion = 1\n\n[tool:pytest]\naddopts = -q\n",
        ["pyproject.toml"] = "[project]\nname = \"app\"\n",
        ["package.json"] = "{\"name\": \"app\", \"version\": \"1\", \"scripts\": {\"test\": \"jest\"}}\n",
        ["web.js"] = "function add(a, b) {\n  return a - b;\n}\nmodule.exports = { add };\n",
        ["web.test.js"] = "const { add } = require('./web');\n",
        ["Program.cs"] = "class Sum { int Add(int a, int b) => a - b; }\n",
    });

    /// <summary>The application with one piece of text in place of another, which must stand in it.</summary>
    public static string With(string old, string now)
    {
        var text = App.Replace("\r", "", StringComparison.Ordinal);
        return text.Contains(old, StringComparison.Ordinal) ? text.Replace(old, now, StringComparison.Ordinal) : throw new ArgumentException($"'{old}' is not in the application.");
    }
}
