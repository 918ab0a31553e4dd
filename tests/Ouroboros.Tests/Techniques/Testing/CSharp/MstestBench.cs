namespace Ouroboros.Tests.Techniques.Testing.CSharp;

/// <summary>The same fault under MSTest.</summary>
public sealed class MstestBench : SharpBench
{
    // The adapter's own wish for the bridge is a version that some feeds do not have.
    protected override string Named => """
        <ItemGroup>
            <PackageReference Include="Microsoft.NET.Test.Sdk" Version="17.12.0" />
            <PackageReference Include="MSTest.TestFramework" Version="3.8.3" />
            <PackageReference Include="MSTest.TestAdapter" Version="3.8.3" />
            <PackageReference Include="Microsoft.Testing.Extensions.VSTestBridge" Version="1.9.0" />
            <ProjectReference Include="../../src/Tally/Tally.csproj" />
          </ItemGroup>
        """;

    protected override string Written => """
        using Microsoft.VisualStudio.TestTools.UnitTesting;

        namespace Tally.Tests;

        [TestClass]
        public class CounterTests
        {
            private static int opened;
            private int ready;

            public TestContext TestContext { get; set; } = null!;

            [ClassInitialize]
            public static void Opens(TestContext context)
            {
                context.WriteLine("opens");
                opened++;
            }

            [TestInitialize]
            public void Readies()
            {
                TestContext.WriteLine("readies");
                TestContext.Properties["ready"] = 1;
                ready = opened;
            }

            [TestMethod]
            [DataRow(1, 1, "one")]
            [DataRow(4, 10, "a sum")]
            public void Sums_up(int last, int sum, string why) => Assert.AreEqual(sum, Counter.SumTo(last), why);

            [TestMethod]
            [DataRow(0, null)]
            [DataRow(-3, "none")]
            public void Below_one_is_nothing(int last, string? why) => Assert.AreEqual(0, Counter.SumTo(last) * ready, why);

            [TestMethod]
            [ExpectedException(typeof(DivideByZeroException))]
            public void Nothing_divides_nothing() => _ = 1 / Counter.SumTo(0);

            [TestMethod]
            [Ignore]
            public void Waits() => Assert.Fail("must not run");
        }
        """;
}
