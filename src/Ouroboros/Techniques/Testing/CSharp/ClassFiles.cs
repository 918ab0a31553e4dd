using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing.CSharp;

/// <summary>Which file a test class stands in: test names begin with it, as in other languages.</summary>
internal static class ClassFiles
{
    private const long Largest = 2 << 20;

    /// <summary>By the class's full name as the runtime writes it: <c>Shop.Tests.CartTests+WhenEmpty</c>.</summary>
    public static IReadOnlyDictionary<string, string> Of(
        Snapshot snapshot, IReadOnlyList<TestProject> tests, ISyntaxParser parser, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, string>();
        var folders = tests.Select(t => t.Folder is { } f ? f.Value + "/" : "").ToList();
        foreach (var file in snapshot.Files.Values.Where(f => f.Path.Extension == ".cs" && f.Length <= Largest && folders.Exists(d => f.Path.Value.StartsWith(d, StringComparison.Ordinal))).OrderBy(f => f.Path))
        {
            try
            {
                var tree = parser.Parse(File.ReadAllBytes(file.Path.Under(snapshot.Root)), Language.CSharp, SyntaxLimits.Default, cancellationToken);
                foreach (var name in tree.Nodes.Where(n => n.Kind is "class_declaration" or "record_declaration" or "struct_declaration").Select(CSharpTypes.FullName))
                    found.TryAdd(name, file.Path.Value);
            }
            catch (Exception e) when (e is SyntaxLimitException or IOException or UnauthorizedAccessException)
            {
                // Its tests are then named after their assembly.
            }
        }

        return found;
    }
}
