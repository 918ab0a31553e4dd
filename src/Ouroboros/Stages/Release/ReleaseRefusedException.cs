namespace Ouroboros.Stages.Release;

/// <summary>The workspace is not, or not any more, as the patch needs it. Nothing was changed. The message names files and the next step.</summary>
public sealed class ReleaseRefusedException(string message) : Exception(message);
