using Ouroboros.Techniques.Sandboxing;

namespace Ouroboros.Techniques.Testing.Python;

/// <summary>Starts a helper of ours inside the sandbox, in the language of the project.</summary>
internal interface ISessionLauncher
{
    /// <summary>For people: what the helper runs on.</summary>
    string Interpreter { get; }

    /// <summary>The job, told where its temporary files go.</summary>
    TestJob Placed(TestJob job);

    Task<IConversation> ConverseAsync(TestJob job, IReadOnlyList<string> readable, CancellationToken cancellationToken);
}
