using System.Text;

namespace Ouroboros.Workspaces.Diffs;

/// <summary>The lines git expects before the hunks of a file.</summary>
internal static class DiffHeader
{
    public static IReadOnlyList<string> Of(FileEdit edit, Func<RepoPath, UnixFileMode> mode, bool hasHunks)
    {
        var to = edit is RenameFile { To: var target } ? target : edit.Path;
        var header = new List<string> { $"diff --git {Quote("a/" + edit.Path)} {Quote("b/" + to)}" };
        switch (edit)
        {
            case AddFile add:
                header.Add($"new file mode {Mode(add.Mode)}");
                break;
            case DeleteFile:
                header.Add($"deleted file mode {Mode(mode(edit.Path))}");
                break;
            case RenameFile:
                header.Add($"rename from {Quote(edit.Path.Value)}");
                header.Add($"rename to {Quote(to.Value)}");
                break;
        }

        if (hasHunks)
        {
            header.Add($"--- {(edit is AddFile ? "/dev/null" : Name("a/" + edit.Path))}");
            header.Add($"+++ {(edit is DeleteFile ? "/dev/null" : Name("b/" + to))}");
        }

        return header;
    }

    private static string Mode(UnixFileMode mode) => mode.HasFlag(UnixFileMode.UserExecute) ? "100755" : "100644";

    // A tab ends a name that has blanks in it; git and patch both write it so.
    private static string Name(string path) => Quote(path) is var quoted && quoted == path && path.Contains(' ') ? path + "\t" : quoted;

    private static string Quote(string path)
    {
        if (path.All(c => c >= ' ' && c != '"' && c != '\\' && c != '\x7f'))
            return path;

        var quoted = new StringBuilder("\"");
        foreach (var c in path)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                '\n' => quoted.Append("\\n"),
                '\t' => quoted.Append("\\t"),
                < ' ' or '\x7f' => quoted.Append('\\').Append(Convert.ToString(c, 8).PadLeft(3, '0')),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }
}
