using System.Text;

namespace Ouroboros.Workspaces.Staging;

/// <summary>File names for people. A name may hold any bytes; those that are no text stand in it as lone surrogates.</summary>
internal static class PrintableName
{
    public static bool IsText(string name) => !name.Any(char.IsSurrogate) || IsWellFormed(name);

    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var c in name)
            text.Append(c is >= '\uDC80' and <= '\uDCFF' ? $"\\x{c - 0xDC00:X2}" : char.IsControl(c) ? $"\\x{(int)c:X2}" : c.ToString());

        return IsText(name) && text.Length == name.Length ? name : text.ToString();
    }

    private static bool IsWellFormed(string name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsHighSurrogate(name[i]) && i + 1 < name.Length && char.IsLowSurrogate(name[i + 1]))
                i++;
            else if (char.IsSurrogate(name[i]))
                return false;
        }

        return true;
    }
}
