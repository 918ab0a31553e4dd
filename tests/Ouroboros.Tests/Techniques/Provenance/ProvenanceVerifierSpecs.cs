using Ouroboros.Techniques.Provenance;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Provenance;

public sealed class ProvenanceVerifierSpecs
{
    [Fact]
    public async Task What_nobody_touched_is_intact()
    {
        using var signed = await SignedRun.CreateAsync();

        var verification = await signed.VerifyAsync();

        verification.Findings.ShouldBeEmpty();
        verification.IsIntact.ShouldBeTrue();
        verification.Checked.Count.ShouldBe(7);
    }

    [Theory]
    [InlineData("artefact")]
    [InlineData("statement")]
    [InlineData("envelope")]
    [InlineData("key")]
    [InlineData("blob before")]
    [InlineData("blob after")]
    public async Task A_change_to_any_one_byte_is_found_and_its_file_named(string part)
    {
        using var signed = await SignedRun.CreateAsync();
        var (file, name) = Find(signed, part);
        var bytes = File.ReadAllBytes(file);

        var missed = new List<int>();
        // The envelope repeats the statement in base64, where every third byte is thorough enough.
        for (var i = 0; i < bytes.Length; i += part == "envelope" ? 3 : 1)
        {
            bytes[i] ^= 1;
            File.WriteAllBytes(file, bytes);
            bytes[i] ^= 1;
            var verification = await signed.VerifyAsync();
            if (verification.IsIntact || !verification.Findings.Any(f => f.What.Contains(name, StringComparison.Ordinal)))
                missed.Add(i);
        }

        missed.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("artefact")]
    [InlineData("statement")]
    [InlineData("envelope")]
    [InlineData("key")]
    [InlineData("blob before")]
    public async Task What_is_gone_is_named(string part)
    {
        using var signed = await SignedRun.CreateAsync();
        var (file, name) = Find(signed, part);
        File.Delete(file);

        var verification = await signed.VerifyAsync();

        verification.IsIntact.ShouldBeFalse();
        verification.Findings.ShouldContain(f => f.Kind == VerificationKind.Missing && f.What.Contains(name));
    }

    [Fact]
    public async Task A_file_changed_by_a_person_later_is_drift_not_tampering()
    {
        using var signed = await SignedRun.CreateAsync();
        File.AppendAllText(signed.ReleasedFile, "# more\n");

        var verification = await signed.VerifyAsync();

        verification.IsIntact.ShouldBeTrue();
        verification.HasDrift.ShouldBeTrue();
        verification.Findings.Single().What.ShouldBe("a.py");
    }

    [Fact]
    public async Task A_file_removed_or_replaced_by_a_link_later_is_drift()
    {
        using var signed = await SignedRun.CreateAsync();
        File.Delete(signed.ReleasedFile);
        (await signed.VerifyAsync()).Findings.Single().Kind.ShouldBe(VerificationKind.Drift);

        File.CreateSymbolicLink(signed.ReleasedFile, "/etc/hostname");
        (await signed.VerifyAsync()).Findings.Single().Kind.ShouldBe(VerificationKind.Drift);
    }

    [Fact]
    public async Task An_undone_run_is_told_apart_from_drift()
    {
        using var signed = await SignedRun.CreateAsync();
        signed.Undo();

        var verification = await signed.VerifyAsync();

        verification.IsIntact.ShouldBeTrue();
        verification.Findings.Single().Kind.ShouldBe(VerificationKind.Undone);
    }

    [Fact]
    public async Task Replacing_everything_by_another_persons_records_is_found_through_the_journal()
    {
        using var signed = await SignedRun.CreateAsync();
        using var forged = await SignedRun.CreateAsync("something else");
        File.Copy(forged.MetadataFile, signed.MetadataFile, overwrite: true);
        File.Copy(forged.StatementFile, signed.StatementFile, overwrite: true);
        File.Copy(forged.EnvelopeFile, signed.EnvelopeFile, overwrite: true);
        File.Copy(forged.KeyFile, Path.Join(Path.GetDirectoryName(signed.KeyFile), Path.GetFileName(forged.KeyFile)));

        var verification = await signed.VerifyAsync();

        verification.IsIntact.ShouldBeFalse();
        verification.Findings.Count(f => f.Kind == VerificationKind.Tampered).ShouldBe(3);
        verification.Findings.ShouldContain(f => f.Kind == VerificationKind.Note && f.Detail.Contains("not yours"));
    }

    private static (string File, string Name) Find(SignedRun signed, string part) => part switch
    {
        "artefact" => (signed.MetadataFile, Path.GetFileName(signed.MetadataFile)),
        "statement" => (signed.StatementFile, Path.GetFileName(signed.StatementFile)),
        // Where the envelope names another key, it is the missing key that is noticed first.
        "envelope" => (signed.EnvelopeFile, Path.GetFileName(signed.EnvelopeFile)),
        "key" => (signed.KeyFile, Path.GetFileName(signed.KeyFile)),
        "blob before" => (signed.BeforeBlob, "blob " + Path.GetFileName(Path.GetDirectoryName(signed.BeforeBlob)!)),
        _ => (signed.AfterBlob, "blob " + Path.GetFileName(Path.GetDirectoryName(signed.AfterBlob)!)),
    };
}
