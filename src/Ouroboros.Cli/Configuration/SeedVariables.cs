namespace Ouroboros.Cli.Configuration;

/// <summary>A variable people know from the systems this one unites, and the part that will read it.</summary>
internal sealed record SeedVariable(string Name, string Default, string Awaits);

/// <summary>
/// Variables of those systems that mean nothing here yet. They are never errors; those that already mean something stand in
/// <see cref="Settings"/> beside their setting.
/// </summary>
internal static class SeedVariables
{
    public static IReadOnlyList<SeedVariable> All { get; } =
    [
        new("SLACK_WEBHOOK", "", "notifications"), new("EMAIL_ALERTS", "false", "notifications"),
        new("BOT_DEV_REPO_BASE", "dev_repos", "implement"), new("BOT_DEV_ES_URL", "", "implement"), new("BOT_DEV_HEADLESS", "", "implement"),
        new("BOT_DEV_CONCURRENCY", "", "implement"), new("SELF_CODING_INTERVAL", "5", "implement"),
        new("SELF_CODING_ROI_DROP", "", "implement"), new("SELF_CODING_ERROR_INCREASE", "", "implement"),
        new("STAGE3_URL", "", "implement"),
        new("POSTGRES_*", "", "scale-out"), new("REDIS_*", "", "scale-out"), new("QDRANT_*", "", "scale-out"), new("NEO4J_URI", "", "code graph"),
        new("RALPH_MAX_ITERATIONS_DEFAULT", "20", "loop"), new("RALPH_MAX_ITERATIONS_SIMPLE", "10", "loop"),
        new("RALPH_MAX_ITERATIONS_MEDIUM", "30", "loop"), new("RALPH_MAX_ITERATIONS_COMPLEX", "50", "loop"),
        new("RALPH_ADAPTIVE_ITERATIONS", "", "loop"), new("RALPH_LOOP_ENABLED", "", "loop"), new("RALPH_EXIT_CODE_BLOCK", "2", "loop"),
        new("CONTINUOUS_LEARNING_ENABLED", "", "learning"), new("LEARNING_PROCESSING_INTERVAL", "3600", "learning"),
        new("PATTERN_EXTRACTION_ENABLED", "", "learning"), new("SELF_HEALING_ENABLED", "", "services"),
        new("STARTUP_DEPENDENCY_CHECK", "", "services"), new("STARTUP_TIMEOUT_SECONDS", "30", "services"),
        new("TELEMETRY_PATH", "", "telemetry"), new("OTEL_TRACING_ENABLED", "", "telemetry"),
    ];

    public static SeedVariable? Find(string name) => All.FirstOrDefault(
        v => v.Name == name || (v.Name.EndsWith('*') && name.StartsWith(v.Name[..^1], StringComparison.Ordinal)));
}
