using System.CommandLine;
using Ouroboros.Adapters.TreeSitter;
using Ouroboros.Cli.CommandLine;
using Ouroboros.Cli.Errors;
using Ouroboros.Cli.Output;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Cli.Commands;

/// <summary>Validates syntax, as the safety gate does before any patch is written.</summary>
internal sealed class CheckCommand : OuroCommand
{
    private static readonly string[] PassedOver = ["node_modules", "__pycache__", "bin", "obj", "venv"];

    private readonly Argument<string[]> files;
    private readonly Option<bool> json;

    public CheckCommand()
        : base(
            "check", "Check the syntax of files: Python, JavaScript, TypeScript, C#, Java and Go.",
            "ouro check app.py lib/util.ts", "ouro check src            # every file of a known language beneath it", "ouro check --json app.py")
    {
        files = Add(new Argument<string[]>("FILE") { Description = "Files or directories.", Arity = ArgumentArity.OneOrMore });
        json = Switch("--json", "Print one JSON object.");
    }

    public override Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var paths = call.Get(files)!.SelectMany(f => Expand(f, call.Here.WorkingDirectory)).Distinct().ToArray();
        var checkedFiles = new SyntaxCheck(new TreeSitterParser(), SyntaxLimits.Default).Check(paths, cancellationToken);
        var exit = ExitOf(checkedFiles);
        if (call.Get(json))
            call.Out.Raw(ToJson(checkedFiles, exit, call.Here.WorkingDirectory));
        else
            Print(checkedFiles, call);

        return Task.FromResult(exit);
    }

    private static int ExitOf(IReadOnlyList<CheckedFile> results) =>
        results.Any(r => r.Status is CheckStatus.Invalid or CheckStatus.BeyondLimits) ? ExitCodes.NotAchieved
        : results.Any(r => r.Status is CheckStatus.Unreadable or CheckStatus.Unknown) ? ExitCodes.Misused
        : ExitCodes.Achieved;

    private static IEnumerable<string> Expand(string named, string directory)
    {
        var path = Path.GetFullPath(named, directory);
        return Directory.Exists(path) ? Beneath(new DirectoryInfo(path)) : [path];
    }

    private static IEnumerable<string> Beneath(DirectoryInfo folder)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos().OrderBy(e => e.Name, StringComparer.Ordinal))
        {
            if (entry.LinkTarget is not null || entry.Name.StartsWith('.') || PassedOver.Contains(entry.Name))
                continue;

            if (entry is DirectoryInfo inner)
            {
                foreach (var file in Beneath(inner))
                    yield return file;
            }
            else if (Languages.OfExtension(entry.Extension) is not null)
            {
                yield return entry.FullName;
            }
        }
    }

    private static void Print(IReadOnlyList<CheckedFile> results, Invocation call)
    {
        foreach (var result in results.Where(r => r.Status != CheckStatus.Valid))
        {
            var path = Shown(result, call.Here.WorkingDirectory);
            if (result.Problem is { } problem)
                call.Out.Line(Ink.Strong(path), ": ", result.Status == CheckStatus.BeyondLimits ? Ink.Bad(problem) : Ink.Caution(problem));

            foreach (var fault in result.Faults)
            {
                call.Out.Line(Ink.Strong($"{path}:{fault.Line}:{fault.Column}"), ": ", Ink.Bad(fault.Summary));
                call.Out.Line("    ", fault.Excerpt);
                call.Out.Line("    ", Ink.Bad(fault.Caret));
            }

            if (result.IsCutShort)
                call.Out.Line(Ink.Faint($"{path}: there are more; these are the first."));
        }

        var valid = results.Count(r => r.Status == CheckStatus.Valid);
        call.Out.Line(valid == results.Count ? Ink.Good($"{valid} of {results.Count} files are valid.") : $"{valid} of {results.Count} files are valid.");
    }

    private static string Shown(CheckedFile result, string directory) =>
        Path.GetRelativePath(directory, result.Path) is var near && near.StartsWith("../../", StringComparison.Ordinal) ? result.Path : near;

    private static string ToJson(IReadOnlyList<CheckedFile> results, int exit, string directory) => Json.Object(json =>
    {
        json.WriteNumber("exit_code", exit);
        json.Objects("files", results, result =>
        {
            json.WriteString("path", Shown(result, directory));
            json.WriteString("language", result.Language?.ToString().ToLowerInvariant());
            json.WriteString("status", result.Status.ToString().ToLowerInvariant());
            json.WriteString("problem", result.Problem);
            json.Objects("faults", result.Faults, fault =>
            {
                json.WriteNumber("line", fault.Line);
                json.WriteNumber("column", fault.Column);
                json.WriteString("message", fault.Summary);
                json.WriteString("excerpt", fault.Excerpt);
            });
        });
    });
}
