using Ouroboros.Cli.Configuration;
using Ouroboros.Cli.Errors;
using Ouroboros.Cli.Output;
using Ouroboros.Techniques.Models;

namespace Ouroboros.Cli.Commands.Running;

/// <summary>What the commands that can ask models have in common.</summary>
internal static class ModelFlags
{
    public delegate void Adding(Setting setting, string placeholder, params IReadOnlyList<string> names);

    public static void AddTo(Adding add)
    {
        AddAskingTo(add);
        add(ModelSettings.Configuration, "WHICH", "--config", "-c");
        add(ModelSettings.Builder, "WHICH");
        add(ModelSettings.Healing, "N");
        add(ModelSettings.Agent, "COMMAND");
    }

    /// <summary>Those of a command that changes nothing.</summary>
    public static void AddAskingTo(Adding add)
    {
        add(ModelSettings.Model, "MODEL", "--model");
        add(ModelSettings.Mock, "FILE", "--mock");
        add(ModelSettings.MoneyLimit, "DOLLARS", "--money");
        add(ModelSettings.TokenLimit, "N", "--tokens");
        add(ModelSettings.StepLimit, "N", "--steps");
    }

    /// <summary>Null where no model and nobody else's agent is to be asked.</summary>
    /// <exception cref="UserError">A model is not named as one.</exception>
    public static ModelOptions? OptionsFrom(Config config, Surroundings here)
    {
        var options = new ModelOptions
        {
            Roles = RolesFrom(config),
            Configuration = config[ModelSettings.Configuration].Value,
            Builder = config[ModelSettings.Builder].Value,
            Temperature = config.Number(ModelSettings.Temperature),
            Healing = (int)config.Integer(ModelSettings.Healing),
            Mock = config.Text(ModelSettings.Mock) is not { } mock ? null : mock == ModelSettings.BuiltInMock ? "" : Path.GetFullPath(mock, here.WorkingDirectory),
            Tools = config.Text(ModelSettings.Tools),
            External = config.Text(ModelSettings.Agent),
        };
        return options.HasModels || options.External is not null ? options : null;
    }

    private static Dictionary<ModelRole, string> RolesFrom(Config config)
    {
        var roles = new Dictionary<ModelRole, string>();
        foreach (var (role, setting) in (ReadOnlySpan<(ModelRole, Setting)>)
        [
            (ModelRole.Reasoner, ModelSettings.Reasoner), (ModelRole.Generator, ModelSettings.Generator),
            (ModelRole.Compressor, ModelSettings.Compressor),
        ])
        {
            if ((config.Text(setting) ?? config.Text(ModelSettings.Model)) is { } chain)
                roles[role] = string.Join(", ", ModelChain.Parse(chain));
        }

        return roles;
    }
}
