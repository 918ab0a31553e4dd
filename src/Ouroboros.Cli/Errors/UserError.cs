namespace Ouroboros.Cli.Errors;

/// <summary>Something the user can mend: what is wrong, where, and what to do next.</summary>
internal sealed class UserError(int exitCode, string what, string? next = null) : Exception(what)
{
    public int ExitCode => exitCode;

    public string? Next => next;

    public static UserError Misuse(string what, string? next = null) => new(ExitCodes.Misused, what, next);

    public static UserError Missing(string what, string? next = null) => new(ExitCodes.PartMissing, what, next);
}
