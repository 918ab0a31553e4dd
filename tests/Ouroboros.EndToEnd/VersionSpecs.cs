
namespace Ouroboros.EndToEnd;

public sealed class VersionSpecs
{
    [Fact]
    public void The_assembly_under_test_is_named_ouro() => System.Reflection.Assembly.Load("ouro").GetName().Name.ShouldBe("ouro");
}
