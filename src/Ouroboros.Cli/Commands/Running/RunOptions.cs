using System.CommandLine;
using Ouroboros.Cli.Output;

namespace Ouroboros.Cli.Commands.Running;

/// <summary>What every command that works on a run can be told about approval and output.</summary>
internal sealed record RunOptions(
    Option<bool> DryRun, Option<bool> Yes, Option<bool> Partial, Option<bool> Json, Option<bool> Jsonl, Option<string?> Sarif, Option<string?> JUnit);
