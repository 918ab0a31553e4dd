namespace Ouroboros.Tests.Techniques.Testing.CSharp;

/// <summary>The same fault under NUnit, whose tests of one class share an object.</summary>
public sealed class NunitBench : SharpBench
{
    protected override string Named => """
        <ItemGroup>
            <PackageReference Include="Microsoft.NET.Test.Sdk" Version="17.12.0" />
            <PackageReference Include="NUnit" Version="4.2.2" />
            <PackageReference Include="NUnit3TestAdapter" Version="4.6.0" />
            <ProjectReference Include="../../src/Tally/Tally.csproj" />
          </ItemGroup>
        """;

    protected override string Written => """
        using NUnit.Framework;

        namespace Tally.Tests;

        public class CounterTests
        {
            private static readonly AsyncLocal<int> Flowing = new();
            private int ready;

            [SetUp]
            public void Readies() => ready = 1;

            [TestCase(1, 1, "one")]
            [TestCase(4, 10, "a \"sum\"\n")]
            public void Sums_up(int last, int sum, string why) => Assert.That(Counter.SumTo(last), Is.EqualTo(sum), why);

            [TestCase(0, ExpectedResult = 0)]
            [TestCase(-3, ExpectedResult = 0)]
            public int Below_one_is_nothing(int last) => Counter.SumTo(last) * ready;

            [Test]
            public void Leaves_nothing_to_the_second()
            {
                Assert.That(Flowing.Value, Is.Zero);
                Flowing.Value = 1;
            }

            [Test]
            public void Leaves_nothing_to_the_first()
            {
                Assert.That(Flowing.Value, Is.Zero);
                Flowing.Value = 2;
            }

            [Test, Explicit]
            public void Only_when_asked() => Assert.Fail("nobody asked");

            [Test, Ignore("later")]
            public void Waits() => Assert.Fail("must not run");
        }
        """;
}
