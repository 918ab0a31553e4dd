using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Ouroboros.CSharpHost.Compiling;

/// <summary>One project as it is compiled: plain to be checked, metered to be run. Both stay warm, so that an edit costs only itself.</summary>
internal sealed class ProjectCode
{
    private const int MostTries = 3;

    private readonly Dictionary<string, SyntaxTree> plainTrees = [];
    private readonly Dictionary<string, SyntaxTree> meteredTrees = [];
    private readonly IReadOnlyList<ResourceDescription> resources;
    private readonly bool isMarked;
    private CSharpCompilation plain;
    private CSharpCompilation metered;

    public ProjectCode(BuildRecord record, string root, PlaceList? places)
    {
        Record = record;
        isMarked = places is not null;
        var arguments = record.Arguments;
        resources = arguments.ManifestResources;
        var parsing = arguments.ParseOptions;
        foreach (var source in arguments.SourceFiles.Select(s => Path.GetFullPath(s.Path, arguments.BaseDirectory!)).Distinct())
        {
            var bytes = File.ReadAllBytes(source);
            var tree = (CSharpSyntaxTree)CSharpSyntaxTree.ParseText(SourceText.From(bytes, bytes.Length, arguments.Encoding), parsing, source);
            plainTrees[source] = tree;
            meteredTrees[source] = IsOwn(source, root) ? Metering.Of(tree, places, Path.GetRelativePath(root, source)) : tree;
        }

        var options = arguments.CompilationOptions.WithConcurrentBuild(false).WithXmlReferenceResolver(null).WithSourceReferenceResolver(null)
            .WithMetadataReferenceResolver(null).WithStrongNameProvider(new DesktopStrongNameProvider(arguments.KeyFileSearchPaths));
        var references = arguments.MetadataReferences.Select(r => MetadataReference.CreateFromFile(Path.GetFullPath(r.Reference, arguments.BaseDirectory!), r.Properties));
        plain = CSharpCompilation.Create(arguments.CompilationName ?? record.Name, plainTrees.Values, references, options);
        Generate();
        metered = plain.RemoveAllSyntaxTrees().AddSyntaxTrees(plain.SyntaxTrees.Select(t => meteredTrees.GetValueOrDefault(t.FilePath, t)))
            .AddSyntaxTrees(Meter.Tree(parsing));
    }

    public BuildRecord Record { get; }

    /// <summary>The assembly without any edit, metered where that compiles.</summary>
    public byte[] Image => field ??= (isMarked ? null : Record.Image) ?? Fresh();

    /// <summary>What the compiler says of the project as it stands.</summary>
    public IReadOnlyList<Diagnostic> Errors { get => field ??= [.. Faults.In(plain.GetDiagnostics())]; private set; }

    /// <summary>Its sources as they stand.</summary>
    public IEnumerable<SyntaxTree> Trees => plainTrees.Values;

    public SemanticModel ModelOf(SyntaxTree tree) => plain.GetSemanticModel(tree);

    public bool Holds(string source) => plainTrees.ContainsKey(source);

    /// <summary>Whether meters are written into a file of it.</summary>
    public bool IsMetered(SyntaxTree tree) => !ReferenceEquals(meteredTrees[tree.FilePath], tree);

    /// <summary>The assembly with branches beside what they edit, or null where that does not compile.</summary>
    /// <param name="doubtful">Takes the numbers of those that the compiler has something against: they are left out.</param>
    public byte[]? Branched(IReadOnlyCollection<Branch> branches, ISet<int> doubtful)
    {
        // What the meters break is known only once it was compiled; of what was found compiled, they broke nothing.
        _ = Image;
        var (code, trees) = With(branches);
        var suspects = trees.SelectMany(t => Suspects(code.GetSemanticModel(t), t)).ToList();
        for (var tries = 0; tries < MostTries; tries++)
        {
            doubtful.UnionWith(suspects);
            if (suspects.Count > 0)
                (code, _) = With([.. branches.Where(b => !doubtful.Contains(b.Number))]);

            if (Emitted(code, out var faults) is { } image)
                return image;

            suspects = [.. faults.Where(f => f.Location.SourceTree is not null).Select(f => Branch.At(f.Location.SourceTree!, f.Location.SourceSpan)).OfType<int>().Distinct()];
            if (suspects.Count == 0)
                return null;
        }

        return null;
    }

    private (CSharpCompilation Code, IReadOnlyList<SyntaxTree> Trees) With(IEnumerable<Branch> branches)
    {
        var (code, trees) = (metered, new List<SyntaxTree>());
        foreach (var tree in branches.GroupBy(b => b.Old))
        {
            trees.Add(Metering.Of(tree.Key, null, tree.Key.FilePath, Branch.ByMember(tree)));
            code = code.ReplaceSyntaxTree(meteredTrees[tree.Key.FilePath], trees[^1]);
        }

        return (code, trees);
    }

    /// <summary>The branches that a fault lies in; where it lies in a member beside them, all of that member's.</summary>
    private static IEnumerable<int> Suspects(SemanticModel model, SyntaxTree tree) =>
        from member in Branch.In(tree)
        from fault in Faults.In(model.GetDiagnostics(member.Key.FullSpan))
        let at = Branch.At(tree, fault.Location.SourceSpan)
        from number in at is { } one ? [one] : member.ToArray()
        select number;

    /// <summary>The compilation with other texts for some files. A null text takes the file away.</summary>
    /// <param name="images">Other projects as they are now.</param>
    public Draft Edited(IEnumerable<(string Path, byte[]? Content)> edits, IReadOnlyDictionary<string, byte[]> images, bool isStale)
    {
        var changes = edits.Select(e => Change(e.Path, e.Content)).OfType<TreeChange>().ToList();
        var edited = changes.Aggregate(With(plain, images), (code, c) => Changed(code, c.Old, c.Fresh));

        // Most candidates never come so far as to be metered.
        return new Draft(this, edited, () => changes.Aggregate(With(metered, images), Metered), changes, isStale);
    }

    /// <summary>Whether a file of it compiles with another text, as far as its marked members go; warnings do not count.</summary>
    public bool Allows(SyntaxTree tree, SyntaxTree other, SyntaxTree more, string mark)
    {
        var model = Lenient(plain.ReplaceSyntaxTree(tree, other).AddSyntaxTrees(more)).GetSemanticModel(other);
        var members = other.GetRoot().GetAnnotatedNodes(mark).Select(n => n.FirstAncestorOrSelf<MemberDeclarationSyntax>()).OfType<MemberDeclarationSyntax>().Distinct();
        return members.All(m => !Faults.In(model.GetDiagnostics(m.FullSpan)).Any());
    }

    /// <summary>The assembly with other texts for some trees, metered, or null where that does not compile.</summary>
    public byte[]? ImageWith(IReadOnlyDictionary<SyntaxTree, SyntaxTree> others, SyntaxTree more)
    {
        // What the meters break is known only once it was compiled.
        _ = Image;
        var code = others.Where(o => !ReferenceEquals(meteredTrees[o.Key.FilePath], o.Key))
            .Aggregate(metered, (c, o) => c.ReplaceSyntaxTree(meteredTrees[o.Key.FilePath], Metering.Of(o.Value, null, o.Key.FilePath)));
        return Emitted(Lenient(code.AddSyntaxTrees(more)), out _);
    }

    private static CSharpCompilation Lenient(CSharpCompilation code) =>
        code.WithOptions(code.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Suppress).WithSpecificDiagnosticOptions([]));

    private TreeChange? Change(string source, byte[]? content)
    {
        if (plainTrees.TryGetValue(source, out var old))
            return content is null ? TreeChange.Removed(old) : TreeChange.Of(old, content);

        return content is null ? null
            : TreeChange.Added(CSharpSyntaxTree.ParseText(SourceText.From(content, content.Length, Record.Arguments.Encoding), Record.Arguments.ParseOptions, source));
    }

    private CSharpCompilation Metered(CSharpCompilation code, TreeChange change)
    {
        var known = change.Old is { } old ? meteredTrees[old.FilePath] : null;

        // What the meters broke once is left alone.
        var isPlain = change.Fresh is null || (known is not null && ReferenceEquals(known, change.Old));
        return Changed(code, known, isPlain ? change.Fresh : Metering.Of(change.Fresh!, null, change.Fresh!.FilePath));
    }

    private static CSharpCompilation Changed(CSharpCompilation code, SyntaxTree? old, SyntaxTree? fresh) => (old, fresh) switch
    {
        (null, { }) => code.AddSyntaxTrees(fresh),
        ({ }, null) => code.RemoveSyntaxTrees(old),
        ({ }, { }) => code.ReplaceSyntaxTree(old, fresh),
        _ => code,
    };

    internal byte[]? Emitted(CSharpCompilation compilation, out IReadOnlyList<Diagnostic> faults)
    {
        using var stream = new MemoryStream();
        var result = compilation.Emit(
            stream, manifestResources: resources.Count == 0 ? null : resources, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb, includePrivateMembers: true));
        faults = result.Diagnostics;
        return result.Success ? stream.ToArray() : null;
    }

    // What the build generates and obj holds is not the project's own code.
    private static bool IsOwn(string source, string root) =>
        source.StartsWith(root + "/", StringComparison.Ordinal) && !source.Contains("/obj/", StringComparison.Ordinal);

    private byte[] Fresh()
    {
        if (Emitted(metered, out _) is not { } image)
            return Unmetered() ?? File.ReadAllBytes(Record.Target);

        // Marks that nobody keeps are no hindrance to whoever finds it.
        if (isMarked)
            Record.KeepImage(image);

        return image;
    }

    // A construct that the meters break is rather left alone.
    private byte[]? Unmetered()
    {
        foreach (var broken in Faults.In(metered.GetDiagnostics()).Select(d => d.Location.SourceTree).OfType<SyntaxTree>().Distinct().ToList())
        {
            if (plainTrees.TryGetValue(broken.FilePath, out var whole) && !ReferenceEquals(whole, broken))
            {
                metered = metered.ReplaceSyntaxTree(broken, whole);
                meteredTrees[broken.FilePath] = whole;
            }
        }

        return Emitted(metered, out _);
    }

    /// <summary>Runs source generators where the code does not compile without them. What they made is kept for all candidates.</summary>
    private void Generate()
    {
        if (Record.IsWhole)
        {
            Errors = [];
            return;
        }

        var errors = Faults.In(plain.GetDiagnostics()).ToList();
        if (errors.Count == 0)
        {
            Record.KeepWhole();
            Errors = errors;
            return;
        }

        var loader = new AnalyzerLoader();
        var generators = Record.Arguments.AnalyzerReferences
            .Select(a => Path.GetFullPath(a.FilePath, Record.Arguments.BaseDirectory!)).Where(File.Exists)
            .SelectMany(p => new Microsoft.CodeAnalysis.Diagnostics.AnalyzerFileReference(p, loader).GetGenerators(LanguageNames.CSharp)).ToList();
        if (generators.Count == 0)
            return;

        var driver = CSharpGeneratorDriver.Create(generators, parseOptions: Record.Arguments.ParseOptions);
        driver.RunGeneratorsAndUpdateCompilation(plain, out var generated, out _, CancellationToken.None);
        plain = (CSharpCompilation)generated;
    }

    /// <summary>Compiled against other projects as they are now.</summary>
    private CSharpCompilation With(CSharpCompilation compilation, IReadOnlyDictionary<string, byte[]> images)
    {
        foreach (var (name, image) in images)
        {
            var old = compilation.References.OfType<PortableExecutableReference>().FirstOrDefault(r => Path.GetFileNameWithoutExtension(r.FilePath) == name);
            if (old is not null)
                compilation = compilation.ReplaceReference(old, MetadataReference.CreateFromImage(image, old.Properties));
        }

        return compilation;
    }

    private sealed class AnalyzerLoader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
