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
    private readonly Dictionary<string, SyntaxTree> plainTrees = [];
    private readonly Dictionary<string, SyntaxTree> meteredTrees = [];
    private readonly IReadOnlyList<ResourceDescription> resources;
    private CSharpCompilation plain;
    private CSharpCompilation metered;

    public ProjectCode(BuildRecord record, string root, PlaceList? places)
    {
        Record = record;
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
        Image = Emitted(metered, out _) ?? Unmetered(parsing) ?? File.ReadAllBytes(record.Target);
    }

    public BuildRecord Record { get; }

    /// <summary>The assembly without any edit, metered where that compiles.</summary>
    public byte[] Image { get; }

    /// <summary>Its sources as they stand.</summary>
    public IEnumerable<SyntaxTree> Trees => plainTrees.Values;

    public SemanticModel ModelOf(SyntaxTree tree) => plain.GetSemanticModel(tree);

    public bool Holds(string source) => plainTrees.ContainsKey(source);

    /// <summary>The compilation with other texts for some files. A null text takes the file away.</summary>
    public Draft Edited(IReadOnlyDictionary<string, byte[]?> edits, IReadOnlyDictionary<string, byte[]> images)
    {
        var checkedCode = With(plain, images);
        var changed = new List<(SyntaxTree Old, SyntaxTree New)>();
        foreach (var (source, content) in edits.Where(e => plainTrees.ContainsKey(e.Key)))
        {
            if (content is null)
            {
                checkedCode = checkedCode.RemoveSyntaxTrees(plainTrees[source]);
                continue;
            }

            var old = plainTrees[source];
            var fresh = old.WithChangedText(SourceText.From(content, content.Length, old.Encoding));
            changed.Add((old, fresh));
            checkedCode = checkedCode.ReplaceSyntaxTree(old, fresh);
        }

        return new Draft(this, checkedCode, () => Metered(edits, images, changed), changed);
    }

    // Most candidates never come so far.
    private CSharpCompilation Metered(IReadOnlyDictionary<string, byte[]?> edits, IReadOnlyDictionary<string, byte[]> images, List<(SyntaxTree Old, SyntaxTree New)> changed)
    {
        var run = With(metered, images).RemoveSyntaxTrees(edits.Where(e => e.Value is null && meteredTrees.ContainsKey(e.Key)).Select(e => meteredTrees[e.Key]));
        foreach (var (old, fresh) in changed)
        {
            var known = meteredTrees[old.FilePath];
            run = run.ReplaceSyntaxTree(known, ReferenceEquals(old, known) ? fresh : Metering.Of(fresh, null, old.FilePath));
        }

        return run;
    }

    internal byte[]? Emitted(CSharpCompilation compilation, out string? error)
    {
        using var stream = new MemoryStream();
        var result = compilation.Emit(
            stream, manifestResources: resources.Count == 0 ? null : resources, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb, includePrivateMembers: true));
        error = result.Success ? null : Faults.First(result.Diagnostics);
        return result.Success ? stream.ToArray() : null;
    }

    /// <summary>What the compiler says of the project as it stands.</summary>
    public IEnumerable<Diagnostic> Errors() => Faults.In(plain.GetDiagnostics());

    // What the build generates and obj holds is not the project's own code.
    private static bool IsOwn(string source, string root) =>
        source.StartsWith(root + "/", StringComparison.Ordinal) && !source.Contains("/obj/", StringComparison.Ordinal);

    // A construct that the meters break is rather left alone.
    private byte[]? Unmetered(CSharpParseOptions parsing)
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
        if (!Faults.In(plain.GetDiagnostics()).Any())
            return;

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
