using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Ouroboros.Cli.Configuration;

/// <summary>
/// Reads a flat mapping of keys to scalars from the parser's events, so that nothing is bound, expanded or nested: the file
/// may come from a stranger's repository.
/// </summary>
internal static class YamlFile
{
    private const int MostBytes = 256 << 10;

    public static Dictionary<string, Entry> Read(string path, string name, List<string> problems)
    {
        var entries = new Dictionary<string, Entry>(StringComparer.Ordinal);
        try
        {
            Read(new Parser(new StringReader(PlainText.Read(path, MostBytes))), name, entries, problems);
        }
        catch (YamlException trouble)
        {
            problems.Add($"{name}:{trouble.Start.Line} is no YAML: {trouble.Message}");
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{name} cannot be read: {trouble.Message}");
        }

        return entries;
    }

    private static void Read(Parser parser, string name, Dictionary<string, Entry> entries, List<string> problems)
    {
        var depth = 0;
        Scalar? key = null;
        while (parser.MoveNext())
        {
            switch (parser.Current)
            {
                case AnchorAlias alias:
                    problems.Add($"{name}:{alias.Start.Line} uses an alias; write the value itself.");
                    return;
                case MappingStart when depth == 0:
                    depth = 1;
                    break;
                case MappingEnd:
                    depth = 0;
                    break;
                case Scalar scalar when depth == 1 && key is null:
                    key = scalar;
                    break;
                case Scalar scalar when depth == 1 && key is not null:
                    if (!entries.TryAdd(key.Value, new Entry(scalar.Value, $"{name}:{key.Start.Line}")))
                        problems.Add($"{name}:{key.Start.Line} sets '{key.Value}' a second time.");

                    key = null;
                    break;
                case Scalar { Value: "" } or StreamStart or StreamEnd or DocumentStart or DocumentEnd or Comment:
                    break;
                case { } other:
                    problems.Add(key is null
                        ? $"{name}:{other.Start.Line} must hold lines such as 'max_risk: 0.3', nothing else."
                        : $"{name}:{other.Start.Line} gives '{key.Value}' a list or a mapping; it takes one value.");
                    return;
            }
        }
    }
}
