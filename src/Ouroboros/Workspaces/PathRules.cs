using System.Collections.Frozen;

namespace Ouroboros.Workspaces;

/// <summary>Which names no model may read and no patch, model or command may write, whatever stands there.</summary>
public static class PathRules
{
    // Compared without case: the tree may lie on, or travel to, a file system that ignores it.
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>
    {
        [".git"] = "git's own data",
        [".ouroboros"] = "the state of ouro itself",
        [".ssh"] = "SSH keys",
        [".gnupg"] = "GnuPG keys",
        [".aws"] = "cloud credentials",
        [".kube"] = "cluster credentials",
        [".netrc"] = "login data",
        ["_netrc"] = "login data",
        [".npmrc"] = "registry settings that may hold a token",
        [".pypirc"] = "registry credentials",
        [".pgpass"] = "a database password",
        [".my.cnf"] = "a database password",
        [".htpasswd"] = "password hashes",
        [".git-credentials"] = "git credentials",
        ["credentials"] = "credentials",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] KeyStems = ["id_rsa", "id_dsa", "id_ecdsa", "id_ed25519"];

    private static readonly FrozenSet<string> KeyExtensions =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, ".pem", ".key", ".p12", ".pfx", ".jks", ".keystore", ".kdbx", ".ppk");

    private static readonly FrozenSet<string> CredentialExtensions =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, ".json", ".yaml", ".yml", ".toml", ".ini", ".cfg", ".csv", ".xml");

    /// <summary>Why a path as somebody wrote it is refused, or null.</summary>
    public static string? WhyRefused(string text)
    {
        if (text.StartsWith('/'))
            return $"'{text}' is absolute; paths are relative to the workspace.";

        return RepoPath.TryParse(text, out var path)
            ? WhyRefused(path)
            : $"'{text}' is no path beneath the workspace: it must be relative, without '.' or '..'.";
    }

    /// <summary>Why a path is refused by its names alone, or null.</summary>
    public static string? WhyRefused(RepoPath path)
    {
        foreach (var part in path.Value.Split('/'))
        {
            if (WhatIs(part) is { } what)
                return $"'{path}' is out of bounds: '{part}' is {what}.";
        }

        return null;
    }

    private static string? WhatIs(string part)
    {
        var name = AsOtherSystemsSeeIt(part);
        if (Names.TryGetValue(name, out var what))
            return what;

        if (name.StartsWith("git~", StringComparison.OrdinalIgnoreCase))
            return "another name of git's own data on some file systems";

        if (name.StartsWith(".env", StringComparison.OrdinalIgnoreCase) && !name.Equals(".env.example", StringComparison.OrdinalIgnoreCase))
            return "an environment file that may hold secrets";

        if (KeyStems.Any(s => name.StartsWith(s, StringComparison.OrdinalIgnoreCase)) || KeyExtensions.Contains(Path.GetExtension(name)))
            return "a key file";

        return Path.GetFileNameWithoutExtension(name).Equals("credentials", StringComparison.OrdinalIgnoreCase)
            && CredentialExtensions.Contains(Path.GetExtension(name))
            ? "credentials"
            : null;
    }

    // NTFS drops trailing dots and spaces and reads ':' as a stream; HFS+ skips invisible characters (CVE-2014-9390).
    private static string AsOtherSystemsSeeIt(string part)
    {
        var visible = part.AsSpan().IndexOfAny('\u200c', '\u200d', '\ufeff') < 0 && part.All(c => c is < '\u200e' or > '\u206f')
            ? part
            : new string([.. part.Where(c => c is not ('\u200c' or '\u200d' or '\ufeff') && c is < '\u200e' or > '\u206f')]);
        var stream = visible.IndexOf(':', StringComparison.Ordinal);
        return (stream > 0 ? visible[..stream] : visible).TrimEnd(' ', '.');
    }
}
