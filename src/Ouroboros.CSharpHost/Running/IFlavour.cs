using System.Reflection;

namespace Ouroboros.CSharpHost.Running;

/// <summary>How one test framework finds and runs tests. What it does not understand it leaves out: such tests run the slow way.</summary>
internal interface IFlavour
{
    /// <summary>Whether a test assembly is written for it.</summary>
    bool Serves(Assembly tests);

    /// <summary>The method's runs, or nothing where it is no test that this can run.</summary>
    IReadOnlyList<TestRow> Rows(Type type, MethodInfo method);

    /// <summary>Runs one; throws what the test throws.</summary>
    void Run(Type type, MethodInfo method, TestRow row, Fixtures fixtures);

    /// <summary>Whether what was thrown means that the test did not want to run.</summary>
    bool IsSkip(Exception thrown) => thrown.GetType().Name is "SkipException" or "IgnoreException" or "InconclusiveException" or "AssertInconclusiveException";

    bool IsPass(Exception thrown) => thrown.GetType().Name is "SuccessException";
}
