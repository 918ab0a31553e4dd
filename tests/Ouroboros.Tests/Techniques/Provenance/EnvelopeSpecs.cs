using System.Text;
using Ouroboros.Techniques.Provenance;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Provenance;

public sealed class EnvelopeSpecs
{
    // The example of the DSSE specification's protocol document.
    [Fact]
    public void The_signed_bytes_are_those_of_the_specification()
    {
        var signed = Envelope.PreAuthentication("http://example.com/HelloWorld", "hello world"u8);

        Encoding.UTF8.GetString(signed).ShouldBe("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
    }

    [Fact]
    public void Lengths_count_bytes()
    {
        Encoding.UTF8.GetString(Envelope.PreAuthentication("é", "ü"u8)).ShouldBe("DSSEv1 2 é 2 ü");
    }
}
