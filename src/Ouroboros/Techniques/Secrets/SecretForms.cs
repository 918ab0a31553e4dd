using System.Buffers;
using System.Text.RegularExpressions;

namespace Ouroboros.Techniques.Secrets;

/// <summary>Secrets that tell themselves by their form.</summary>
internal static partial class SecretForms
{
    // A text without any of these holds nothing that the patterns below could find: most texts end here.
    private static readonly SearchValues<string> Triggers = SearchValues.Create(
        [
            "AKIA", "ASIA", "ABIA", "ACCA", "AGPA", "AIDA", "AROA", "ANPA", "gh", "github_pat_", "gl", "xox", "xapp-", "hooks.slack.com",
            "sk-", "AIza", "GOCSPX-", "ya29.", "sk_", "rk_", "pk_", "whsec_", "eyJ", "-----BEGIN", "://", "npm_", "pypi-", "SG.", "hf_", "dop_v1_",
            "dapi", "AGE-SECRET-KEY-", "bearer", "basic", "pass", "pwd", "secret", "token", "key", "credential", "auth",
        ],
        StringComparison.OrdinalIgnoreCase);

    public static bool MayStandIn(string text) => text.AsSpan().ContainsAny(Triggers);

    public static string Mark(Match match)
    {
        foreach (Group group in match.Groups)
        {
            if (group.Success && group.Name.Length > 1)
                return Secrets.Mark.Of(group.Name.Replace('_', '-'));
        }

        return Secrets.Mark.Of("secret");
    }

    /// <summary>Replaces only the group <c>secret</c>, so that the reader still sees where it stood.</summary>
    public static string MarkGroup(Match match, string kind)
    {
        var secret = match.Groups["secret"];
        if (Secrets.Mark.IsIn(secret.ValueSpan) || IsPlaceholder(secret.ValueSpan))
            return match.Value;

        var start = secret.Index - match.Index;
        return string.Concat(match.ValueSpan[..start], Secrets.Mark.Of(kind), match.ValueSpan[(start + secret.Length)..]);
    }

    /// <summary><c>${VAR}</c>, <c>{password}</c>, <c>&lt;token&gt;</c>, <c>***</c>: somebody already took care.</summary>
    public static bool IsPlaceholder(ReadOnlySpan<char> value) =>
        value.IsEmpty || value[0] is '$' or '{' or '<' or '%' || value.IndexOfAnyExcept("*.xX-_") < 0;

    [GeneratedRegex(
        @"\b(?<aws_key>(AKIA|ASIA|ABIA|ACCA|AGPA|AIDA|AROA|ANPA)[A-Z0-9]{16})\b" +
        @"|\b(?<github_token>gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_[A-Za-z0-9_]{22,255})" +
        @"|\b(?<gitlab_token>gl(pat|ptt|dt|rt|cbt|soat|ft|imt|agent)-[A-Za-z0-9_\-]{20,})" +
        @"|\b(?<slack_token>xox[abeoprs]-[A-Za-z0-9\-]{10,}|xapp-[0-9A-Za-z\-]{20,})|(?<slack_webhook>hooks\.slack\.com/(services|workflows)/[A-Za-z0-9/_+\-]{20,})" +
        @"|\b(?<api_key>sk-[A-Za-z0-9_\-]{20,})" +
        @"|\b(?<google_key>AIza[0-9A-Za-z_\-]{35}|GOCSPX-[0-9A-Za-z_\-]{20,}|ya29\.[0-9A-Za-z_\-]{20,})" +
        @"|\b(?<stripe_key>[srp]k_(live|test)_[0-9A-Za-z]{16,}|whsec_[0-9A-Za-z+/=]{20,})" +
        @"|\b(?<jwt>eyJ[A-Za-z0-9_\-]{8,}\.[A-Za-z0-9_\-]{8,}\.[A-Za-z0-9_\-]{8,})" +
        @"|\b(?<npm_token>npm_[A-Za-z0-9]{30,})|\b(?<pypi_token>pypi-AgE[A-Za-z0-9_\-]{20,})" +
        @"|\b(?<sendgrid_key>SG\.[A-Za-z0-9_\-]{16,}\.[A-Za-z0-9_\-]{16,})|\b(?<huggingface_token>hf_[A-Za-z0-9]{30,})" +
        @"|\b(?<digitalocean_token>do[opr]_v1_[a-f0-9]{64})|\b(?<databricks_token>dapi[a-f0-9]{32})|\b(?<age_key>AGE-SECRET-KEY-1[0-9A-Z]{50,})",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    public static partial Regex Form { get; }

    [GeneratedRegex(@"[A-Za-z][A-Za-z0-9+.\-]*://([^\s/:@""'<>]*:(?<secret>[^\s/""'<>]+)|(?<secret>[A-Za-z0-9_\-]{20,}))@", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    public static partial Regex Url { get; }

    [GeneratedRegex(@"\b([Bb]earer|[Aa]uthorization[""']?\s*[:=]\s*[""']?([Bb]asic|[Tt]oken|[Bb]earer))\s+(?<secret>[A-Za-z0-9+/._~=\-]{16,})", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    public static partial Regex Bearer { get; }
}
