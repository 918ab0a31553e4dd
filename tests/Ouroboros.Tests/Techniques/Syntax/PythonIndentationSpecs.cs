using System.Text;
using Ouroboros.Techniques.Syntax;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Syntax;

public sealed class PythonIndentationSpecs
{
    [Theory]
    [InlineData("def f():\nx = 1\n", "2:1 an indented block is missing")]
    [InlineData("if x:  # why\n\n# not yet\ny = 1\n", "4:1 an indented block is missing")]
    [InlineData("if x:\n    if y:\n", "3:1 an indented block is missing")]
    [InlineData("x = 1\n    y = 2\n", "2:5 unexpected indent")]
    [InlineData("if x:\n    y = 1\n  z = 2\n", "3:3 unindent matches no line above")]
    [InlineData("if x:\n\ty = 1\n        z = 2\n", "3:9 tabs and spaces do not agree")]
    [InlineData("class A:\r\n    def f(self):\r\n    return 1\r\n", "3:5 an indented block is missing")]
    public void Bad_indentation_is_found(string text, string expected)
    {
        Faults(text).ShouldBe([expected]);
    }

    [Theory]
    [InlineData("if x: y = 1\nz = 2\n")]
    [InlineData("x = {1:\n2,\n   3:\n4}\nfor a in x:\n  pass\n")]
    [InlineData("def f(\n  a:\n int):\n    '''doc:\n  text:\n'''\n    return a\n")]
    [InlineData("x = 'a:' + \\\n        \"b:\"\ny = '#'\n")]
    [InlineData("if x:\n    y = 1\n  # a comment anywhere\n\n    z = 2\n")]
    [InlineData("if x:\n\ty = 1\n\tz = 2\nelse:\n        y = 2\n")]
    [InlineData("\uFEFFx = 1\n\fclass A:\n    pass\n\f\ndef f(): pass")]
    [InlineData("x = 'it\\'s:'\nr = r'\\':'\nif x:\n  s = f\"{x!r:>{3}}:\"\n")]
    [InlineData("if x:\\\n  y = 1\nz = 2\n")]
    [InlineData("match x:\n    case {'a': [b]}:\n        pass\n    case _:\n        pass\n")]
    [InlineData("")]
    public void Good_indentation_is_left_alone(string text)
    {
        Faults(text).ShouldBeEmpty();
    }

    [Fact]
    public void What_the_machine_has_of_python_is_good()
    {
        var files = Directory.Exists("/usr/lib/python3.11") ? Directory.GetFiles("/usr/lib/python3.11", "*.py") : [];

        files.Where(f => PythonIndentation.FindFaults(File.ReadAllBytes(f), 1).Count > 0).ShouldBeEmpty();
    }

    private static IEnumerable<string> Faults(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        return FaultSpan.Locate(utf8, PythonIndentation.FindFaults(utf8, 10)).Select(f => $"{f.Line}:{f.Column} {f.Summary}");
    }
}
