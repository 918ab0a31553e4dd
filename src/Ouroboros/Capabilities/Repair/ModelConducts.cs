using Ouroboros.Techniques.Models;

namespace Ouroboros.Capabilities.Repair;

/// <summary>What the configurations mean for agents.</summary>
internal static class ModelConducts
{
    public static ModelConduct Of(ModelOptions options)
    {
        var basis = options.Configuration switch
        {
            "fast" => new ModelConduct(1, 10, 1, 4_096, 0, "low") { IsDirect = true },
            "quality" => new ModelConduct(5, 50, 3, 16_384, 0, "high") { WantsSeveral = true },
            _ => new ModelConduct(3, 25, 3, 8_192, 0, "medium"),
        };
        return basis with
        {
            Healing = Math.Min(basis.Healing, options.Healing), Temperature = (float)options.Temperature,
            IsDirect = options.Builder == "direct" || (options.Builder == "auto" && basis.IsDirect),
        };
    }
}
