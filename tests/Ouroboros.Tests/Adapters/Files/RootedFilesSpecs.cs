using Microsoft.Win32.SafeHandles;
using Ouroboros.Adapters.Files;
using Ouroboros.Tests.Fakes;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Adapters.Files;

public sealed class RootedFilesSpecs : IDisposable
{
    private readonly TemporaryFolder tree = new();
    private readonly TemporaryFolder outside = new();
    private readonly IRootedFiles files;

    public RootedFilesSpecs()
    {
        files = tree.Open();
        outside.Write("x.txt", "outside");
        tree.Write("d/a.txt", "inside");
        tree.Link("link", outside.Path);
        tree.Link("d/file", outside["x.txt"]);
    }

    [Fact]
    public void No_operation_goes_through_a_link()
    {
        var through = RepoPath.Parse("link/x.txt");
        var inside = RepoPath.Parse("d/a.txt");

        foreach (var operation in (Action[])
        [
            () => files.Stat(through), () => files.Read(through), () => files.OpenRead(through), () => files.ReadThroughLinks(through),
            () => files.Read(RepoPath.Parse("d/file")), () => files.ReadThroughLinks(RepoPath.Parse("d/file")), () => files.List(RepoPath.Parse("link")),
            () => files.Create(RepoPath.Parse("link/new"), [], UnixFileMode.UserRead, null), () => files.Remove(through),
            () => files.Replace(inside, RepoPath.Parse("link/a.txt")), () => files.Place(inside, RepoPath.Parse("link/a.txt")),
            () => files.Replace(through, RepoPath.Parse("d/stolen.txt")), () => files.MakeDirectory(RepoPath.Parse("link/dir"), UnixFileMode.UserRead),
            () => files.SetMode(through, UnixFileMode.None), () => files.SetMode(RepoPath.Parse("d/file"), UnixFileMode.None),
            () => files.Copy(through, files, RepoPath.Parse("copy")), () => files.Sync(RepoPath.Parse("link")),
            () => files.CreateLink(RepoPath.Parse("link/l"), "x"), () => files.RemoveDirectory(RepoPath.Parse("link/x")),
        ])
            Should.Throw<FileTroubleException>(operation).Trouble.ShouldBeOneOf(FileTrouble.Link, FileTrouble.WrongKind);

        Directory.EnumerateFileSystemEntries(outside.Path).ShouldHaveSingleItem();
        File.ReadAllText(outside["x.txt"]).ShouldBe("outside");
    }

    [Fact]
    public void Removing_or_replacing_a_link_leaves_what_it_leads_to()
    {
        files.Remove(RepoPath.Parse("d/file"));
        files.Remove(RepoPath.Parse("link"));

        File.ReadAllText(outside["x.txt"]).ShouldBe("outside");
    }

    [Fact]
    public void Placing_refuses_what_replacing_does()
    {
        tree.Write("b.txt", "b");

        Should.Throw<FileTroubleException>(() => files.Place(RepoPath.Parse("d/a.txt"), RepoPath.Parse("b.txt"))).Trouble.ShouldBe(FileTrouble.Exists);
        files.Replace(RepoPath.Parse("d/a.txt"), RepoPath.Parse("b.txt"));

        tree.Read("b.txt").ShouldBe("inside");
    }

    [Fact]
    public void An_old_kernels_way_down_follows_no_link_either()
    {
        using var held = Hold(tree.Path);
        using var file = Descent.StepByStep(held, "d/a.txt", Libc.ReadOnly, 0);
        using var link = Descent.StepByStep(held, "d/file", Libc.ReadOnly, 0);
        using var through = Descent.StepByStep(held, "link/x.txt", Libc.ReadOnly, 0);
        using var missing = Descent.StepByStep(held, "d/none", Libc.ReadOnly, 0);

        (file.IsInvalid, link.IsInvalid, through.IsInvalid, missing.IsInvalid).ShouldBe((false, true, true, true));
    }

    [Fact]
    public void Any_bytes_make_a_name_and_turn_back()
    {
        foreach (byte[] name in (byte[][])[[0xE9], "日本"u8.ToArray(), [0x61, 0xFF, 0x62], [0xED, 0xA0, 0x80], [0xF0, 0x9F, 0x98, 0x80], [0xC0, 0xAF]])
            NativeName.Encode(NativeName.Decode(name))[..^1].ShouldBe(name);
    }

    public void Dispose()
    {
        files.Dispose();
        tree.Dispose();
        outside.Dispose();
    }

    private static unsafe SafeFileHandle Hold(string path)
    {
        fixed (byte* name = NativeName.Encode(path))
            return new SafeFileHandle(Libc.openat(-100, name, Libc.PathOnly | Libc.DirectoryOnly, 0), ownsHandle: true);
    }
}
