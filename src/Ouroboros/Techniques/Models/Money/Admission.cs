using Microsoft.Extensions.AI;
using Ouroboros.Runs;

namespace Ouroboros.Techniques.Models.Money;

/// <summary>A call that a budget let pass.</summary>
/// <param name="Options">With the most that the model may write.</param>
/// <param name="Weight">Bytes of the request.</param>
/// <param name="Most">What was set aside.</param>
internal sealed record Admitted(Reservation Reservation, ChatOptions Options, long Weight, TokenUse Most, decimal? Money);

/// <summary>Sets aside the most that a call can use, or refuses it by the name of the limit.</summary>
/// <param name="usual">How much a model may write where the caller does not say.</param>
internal sealed class Admission(ModelName model, Budget budget, Price? price, TokenEstimator estimator, int usual)
{
    // Less than this is no answer worth its prompt.
    private const int Shortest = 256;

    public Admitted Admit(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        if (price is null && budget.LimitsMoney)
        {
            throw Refusal(
                $"Money is limited and nobody said what {model} costs; nothing was sent. Give its price in US dollars per million tokens, "
                + $"{model}=INPUT/OUTPUT among the prices of models, or lift the limit of money.");
        }

        var weight = TokenEstimator.WeightOf(messages, options);
        var input = estimator.Of(model, weight).AtMost;
        TokenUse most = default;
        foreach (var output in Outputs(options?.MaxOutputTokens))
        {
            most = new TokenUse(input, 0, output);
            if (budget.TryReserve(ChargeOf(most)) is not { } reservation)
                continue;

            var bounded = options?.Clone() ?? new ChatOptions();
            bounded.MaxOutputTokens = output;
            return new Admitted(reservation, bounded, weight, most, price?.AtMost(most));
        }

        var limit = budget.Forbids(ChargeOf(most)) ?? "the limits of the run, for as long as other calls are under way,";
        throw Refusal(
            $"A call to {model} was not sent: it may take {most.Total} tokens{(price is null ? "" : $" and {Dollars.Text(price.AtMost(most))}")}, which "
            + $"{limit} does not allow. Raise that limit, or make the request shorter.");
    }

    public static Charge ChargeOf(TokenUse use, decimal? money) => new(use.Total, money ?? 0);

    private Charge ChargeOf(TokenUse most) => ChargeOf(most, price?.AtMost(most));

    // What the caller asks for is kept or refused; what is chosen here shrinks to what can be paid.
    private IEnumerable<int> Outputs(int? wished)
    {
        if (wished is { } asked)
        {
            yield return Math.Max(1, asked);
            yield break;
        }

        for (var most = usual; most > Shortest; most = most * 3 / 4)
            yield return most;

        yield return Math.Min(Shortest, usual);
    }

    private static ModelTroubleException Refusal(string message) => new(ModelTrouble.Unaffordable, message);
}
