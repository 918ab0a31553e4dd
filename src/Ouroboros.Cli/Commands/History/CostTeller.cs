using System.Globalization;
using System.Text.Json;
using Ouroboros.Cli.Output;
using Ouroboros.Techniques.Models.Money;

namespace Ouroboros.Cli.Commands.History;

/// <summary>Sums of calls to models, for people and for programs.</summary>
internal static class CostTeller
{
    public static void Tell(IReadOnlyList<LedgerEntry> entries, Printer printer)
    {
        var table = new Table(
            new("Run ID"), new("Source", Flexible: true), new("Model", Flexible: true), new("Calls", Align.Right), new("Failed", Align.Right),
            new("Tokens in", Align.Right), new("Tokens out", Align.Right), new("Cost", Align.Right));
        foreach (var ((run, source, model), sum) in LedgerSum.Grouped(entries))
            Add(table, Ink.Accent(run?.Value ?? "-"), source, model.ToString(), sum);

        var total = LedgerSum.Of(entries);
        Add(table, Ink.Strong("total"), "", "", total);
        table.Print(printer);
        TellApart(total, printer);
    }

    public static string Json(IReadOnlyList<LedgerEntry> entries) => Output.Json.Object(json =>
    {
        json.Objects("calls", LedgerSum.Grouped(entries), group =>
        {
            json.WriteString("run_id", group.Key.Run?.Value);
            json.WriteString("source", group.Key.Source);
            json.WriteString("model", group.Key.Model.ToString());
            Write(json, group.Value);
        });
        json.WriteStartObject("total");
        Write(json, LedgerSum.Of(entries));
        json.WriteEndObject();
    });

    private static void Add(Table table, Ink run, string source, string model, LedgerSum sum) =>
        table.Add(run, source, model, $"{sum.Calls}", $"{sum.Failed}", Count(sum.Tokens.Input), Count(sum.Tokens.Output), CostOf(sum));

    private static string CostOf(LedgerSum sum) =>
        sum.Unpriced == 0 ? Dollars.Text(sum.Money) : sum.Unpriced == sum.Calls ? "unpriced" : $"{Dollars.Text(sum.Money)} + unpriced";

    private static void TellApart(LedgerSum total, Printer printer)
    {
        if (total.Unpriced > 0)
        {
            printer.Line(Ink.Caution("unpriced: "), $"{Calls(total.Unpriced)} to models without a price {(total.Unpriced == 1 ? "is" : "are")} not in the cost");
        }

        if (total.Unsettled > 0)
        {
            var money = total.UnsettledUnpriced == total.Unsettled ? "no price known"
                : Dollars.Text(total.UnsettledMoney) + (total.UnsettledUnpriced == 0 ? "" : " and what is unpriced");
            printer.Line(
                Ink.Caution("unsettled: "),
                $"{Calls(total.Unsettled)} under way or cut off, at most {Count(total.UnsettledTokens.Total)} tokens, {money}; not in the sums");
        }
    }

    private static void Write(Utf8JsonWriter json, LedgerSum sum)
    {
        json.WriteNumber("calls", sum.Calls);
        json.WriteNumber("failed", sum.Failed);
        json.WriteNumber("tokens_in", sum.Tokens.Input);
        json.WriteNumber("tokens_cached", sum.Tokens.Cached);
        json.WriteNumber("tokens_out", sum.Tokens.Output);
        json.WriteString("dollars", sum.Money.ToString(CultureInfo.InvariantCulture));
        json.WriteNumber("unpriced", sum.Unpriced);
        if (sum.Unsettled == 0)
        {
            json.WriteNull("unsettled");
            return;
        }

        json.WriteStartObject("unsettled");
        json.WriteNumber("calls", sum.Unsettled);
        json.WriteNumber("tokens", sum.UnsettledTokens.Total);
        json.WriteString("dollars", sum.UnsettledMoney.ToString(CultureInfo.InvariantCulture));
        json.WriteNumber("unpriced", sum.UnsettledUnpriced);
        json.WriteEndObject();
    }

    private static string Calls(int count) => count == 1 ? "1 call" : $"{Count(count)} calls";

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
