namespace Ouroboros.Tests.Techniques.Testing.CSharp;

/// <summary>The same fault under xunit 3, whose test project is a program of its own.</summary>
public sealed class Xunit3Bench : SharpBench
{
    protected override string Named => """
        <PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>
          <ItemGroup>
            <PackageReference Include="xunit.v3" Version="3.2.1" />
            <ProjectReference Include="../../src/Tally/Tally.csproj" />
          </ItemGroup>
        """;

    protected override string Written => """
        using Xunit;

        namespace Tally.Tests;

        public class CounterTests
        {
            [Theory]
            [InlineData(1, 1, "one")]
            [InlineData(4, 10, "a \"sum\"\n")]
            public void Sums_up(int last, int sum, string why) => Assert.True(sum == Counter.SumTo(last), why);

            [Theory]
            [InlineData(0, "none")]
            [InlineData(-3, null)]
            [InlineData(-4, "back\\slash")]
            public void Below_one_is_nothing(int last, string? why) => Assert.True(Counter.SumTo(last) == 0, why);

            [Theory]
            [InlineData(new[] { 0, -1 })]
            public void None_counts(int[] lasts) => Assert.All(lasts, l => Assert.Equal(0, Counter.SumTo(l)));

            [Fact(Explicit = true)]
            public void Only_when_asked() => Assert.Fail("nobody asked");
        }
        """;
}
