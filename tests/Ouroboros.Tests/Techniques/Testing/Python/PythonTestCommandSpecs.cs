using Ouroboros.Techniques.Testing.Python;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Testing.Python;

public sealed class PythonTestCommandSpecs
{
    [Theory]
    [InlineData("pytest", "Pytest", "")]
    [InlineData("pytest -x -q tests/unit", "Pytest", "-q tests/unit")]
    [InlineData("py.test -n auto --maxfail=1 --cov=src --junitxml out.xml -k fast", "Pytest", "-k fast")]
    [InlineData("env PYTHONPATH=src /usr/bin/python3 -m pytest -x", "Pytest", "")]
    [InlineData("A=1 B=2 poetry run pytest tests", "Pytest", "tests")]
    [InlineData("uv run python -W error -m pytest", "Pytest", "")]
    [InlineData("pytest --cov src -k fast --durations=3 unit", "Pytest", "-k fast unit")]
    [InlineData("python run.py -m pytest", "Command", "python run.py -m pytest")]
    [InlineData("pytest | tee log", "Command", "/bin/sh -c pytest | tee log")]
    [InlineData("MODE=$HOME pytest", "Command", "/bin/sh -c MODE=$HOME pytest")]
    [InlineData("python -Werror -m pytest", "Pytest", "")]
    [InlineData("coverage run --source=src -m pytest tests", "Pytest", "tests")]
    [InlineData("python3 -m coverage run -m unittest discover -s tests", "Unittest", "discover -s tests")]
    [InlineData("ruff check . && mypy src && pytest", "Pytest", "")]
    [InlineData("pytest unit; pytest whole", "Command", "/bin/sh -c pytest unit; pytest whole")]
    [InlineData("make test", "Command", "make test")]
    public void A_command_is_understood_as_far_as_it_can_be(string text, string framework, string arguments)
    {
        var command = PythonTestCommand.Parse(text);

        (command.Framework.ToString(), string.Join(' ', command.Arguments)).ShouldBe((framework, arguments));
    }

    [Fact]
    public void What_stands_before_a_command_is_its_environment_and_its_python()
    {
        var command = PythonTestCommand.Parse("env PYTHONPATH=src:. MODE='a b' /opt/python3.9 -m pytest");

        command.Environment.ShouldBe(new Dictionary<string, string>
        { ["PYTHONPATH"] = "src:.", ["MODE"] = "a b" });
        (command.Interpreter, command.RootOnPath).ShouldBe(("/opt/python3.9", true));
    }
}
