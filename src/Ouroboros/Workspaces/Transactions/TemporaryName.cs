using System.Security.Cryptography;

namespace Ouroboros.Workspaces.Transactions;

/// <summary>Names for contents that wait beside their targets. Nobody can guess one and put something else there.</summary>
internal static class TemporaryName
{
    private const string Prefix = ".ouro-", Suffix = ".tmp";

    public static RepoPath For(RepoPath target)
    {
        var name = $"{Prefix}{RandomNumberGenerator.GetHexString(24, lowercase: true)}{Suffix}";
        return RepoPath.TryJoin(target.Parent, name, out var path)
            ? path
            : throw new FileTroubleException(FileTrouble.Other, $"'{target}' has too long a path to be written safely.");
    }

    public static bool IsOne(RepoPath path) =>
        path.Name.StartsWith(Prefix, StringComparison.Ordinal) && path.Name.EndsWith(Suffix, StringComparison.Ordinal);
}
