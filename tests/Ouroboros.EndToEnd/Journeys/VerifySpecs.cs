using Ouroboros.EndToEnd.BrokenRepos;

namespace Ouroboros.EndToEnd.Journeys;

public sealed class VerifySpecs
{
    [Fact]
    public void A_released_run_verifies()
    {
        using var workshop = Orders.InWorkshop();
        var run = workshop.Repair().ShouldEndWith(0).RunId;

        workshop.Ouro("verify", run).ShouldEndWith(0);

        File.Exists(workshop.At($".ouroboros/artifacts/artifact_metadata_{run}.json")).ShouldBeTrue();
    }

    [Fact]
    public void A_changed_artefact_is_found_and_named()
    {
        using var workshop = Orders.InWorkshop();
        var run = workshop.Repair().ShouldEndWith(0).RunId;
        var artefact = $".ouroboros/artifacts/artifact_metadata_{run}.json";
        Flip(workshop.At(artefact));

        workshop.Ouro("verify", run).ShouldEndWith(1).ShouldMention($"artifact_metadata_{run}");
    }

    [Fact]
    public void A_file_changed_later_by_a_person_is_drift()
    {
        using var workshop = Orders.InWorkshop();
        var run = workshop.Repair().ShouldEndWith(0).RunId;
        workshop["prices.py"] += "# my own note\n";

        workshop.Ouro("verify", run).ShouldMention("prices.py", "drift");
    }

    private static void Flip(string file)
    {
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(file, bytes);
    }
}
