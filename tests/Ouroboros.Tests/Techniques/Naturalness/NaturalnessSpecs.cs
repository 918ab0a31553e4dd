using System.Runtime.InteropServices;
using System.Text;
using Ouroboros.Techniques.Naturalness;
using Ouroboros.Techniques.Syntax;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Naturalness;

public sealed class NaturalnessSpecs
{
    private const string Repository = """
        for index in range(len(items)):
            total += items[index].price
        for index in range(len(orders)):
            total += orders[index].price
        if total is None:
            return None
        """;

    private readonly TokenModel model = Trained();

    [Theory]
    [InlineData("for index in range(len(rows)):", "for index in range(rows(len)):")]
    [InlineData("if rows is None:", "if None is rows:")]
    [InlineData("total += rows[index].price", "total += rows.price[index]")]
    public void What_reads_like_the_repository_surprises_less(string natural, string odd) =>
        model.Surprise(Read(natural)).ShouldBeLessThan(model.Surprise(Read(odd)));

    [Theory]
    [InlineData("for index in range(len(rows)):", "for index in range(rows(len)):")]
    [InlineData("total = 1", "total = 1 + 2")]
    [InlineData("a", "a")]
    public void The_difference_of_two_texts_is_that_of_their_surprises(string one, string two) =>
        model.Difference(Read(one), Read(two)).ShouldBe(model.Surprise(Read(two)) - model.Surprise(Read(one)), 1e-9);

    [Fact]
    public void A_model_that_saw_nothing_finds_everything_equally_odd()
    {
        var empty = new TokenModel();

        empty.Surprise(Read("a = b")).ShouldBe(empty.Surprise(Read("b = a")));
    }

    [Fact]
    public void A_file_that_counts_thrice_speaks_louder()
    {
        var once = new TokenModel();
        once.Learn(Read("x = left"), 1);
        once.Learn(Read("x = right"), 3);

        once.Surprise(Read("x = right")).ShouldBeLessThan(once.Surprise(Read("x = left")));
    }

    [Theory]
    [InlineData("a <= b // c", "a", "<=", "b", "//", "c")]
    [InlineData("x = f'{a}' # why", "x", "=", "f'{a}'")]
    [InlineData("s = \"\"\"a\n'b'\"\"\"", "s", "=", "\"\"\"a\n'b'\"\"\"")]
    [InlineData("n = 1_000.5e-3j", "n", "=", "1_000.5e-3j")]
    [InlineData("a = (b,\n     c)", "a", "=", "(", "b", ",", "c", ")")]
    [InlineData("a = b \\\n  + c", "a", "=", "b", "+", "c")]
    [InlineData("été = 'x", "été", "=", "'x")]
    [InlineData("a\r\n\r\nb", "a", "b")]
    public void Text_is_read_as_tokens(string text, params string[] tokens)
    {
        var bytes = Encoding.UTF8.GetBytes(text);

        var read = Read(text).ToArray().Where(t => t.Kind != LexemeKind.LineStart).Select(t => Encoding.UTF8.GetString(bytes[t.Start..t.End]));

        read.ShouldBe(tokens);
    }

    [Fact]
    public void Indentation_counts_where_it_has_a_meaning()
    {
        Hashes(Language.Python, "if a:\n    b\nc").ShouldNotBe(Hashes(Language.Python, "if a:\n    b\n    c"));
        Hashes(Language.CSharp, "if (a)\n    b;\nc;").ShouldBe(Hashes(Language.CSharp, "if (a)\n  b;\n  c;"));
    }

    private static ulong[] Hashes(Language language, string text)
    {
        var tokens = new List<Lexeme>();
        Lexer.For(language).Read(Encoding.UTF8.GetBytes(text), tokens);
        return [.. tokens.Select(t => t.Hash)];
    }

    private static TokenModel Trained()
    {
        var model = new TokenModel();
        model.Learn(Read(Repository), 1);
        return model;
    }

    private static ReadOnlySpan<Lexeme> Read(string text)
    {
        var tokens = new List<Lexeme>();
        Lexer.For(Language.Python).Read(Encoding.UTF8.GetBytes(text), tokens);
        return CollectionsMarshal.AsSpan(tokens);
    }
}
