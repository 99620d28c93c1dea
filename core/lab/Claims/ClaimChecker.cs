using SeRes2Net.Compiler;
using SeRes2Net.Compiler.Documents.Claims;
using SeRes2Net.Lab.Studies;

namespace SeRes2Net.Lab.Claims;

/// <summary>Checks what a report publishes, without running anything; and compares it with runs where there are some.</summary>
public static class ClaimChecker
{
    private static readonly Func<ClaimContext, ClaimRow, Claim, IEnumerable<ClaimCheck>>[] Checks =
        [RangeCheck.Of, CountCheck.Of, RowCheck.Of, EfficiencyCheck.Of, TestCheck.Of];

    /// <summary>Checks every figure of a report.</summary>
    /// <param name="file">The claims.</param>
    /// <param name="compiled">What was compiled with them: the architectures that they name, and the recipes.</param>
    /// <param name="results">Runs to compare with.</param>
    public static ClaimReport Check(ClaimsFile file, CompileResult compiled, params IReadOnlyList<StudyResults> results)
    {
        var context = new ClaimContext(file, compiled);
        return new ClaimReport(file.Claims,
        [
            .. from table in file.Claims.Tables
               from row in table.Rows
               from claim in row.Claims
               select new ClaimFinding(table, row, claim, Of(context, row, claim))
               {
                   Measured = Measurement.Of(context, row, claim, results),
               },
        ]);
    }

    private static IReadOnlyList<ClaimCheck> Of(ClaimContext context, ClaimRow row, Claim claim)
    {
        var found = Checks.SelectMany(check => check(context, row, claim)).ToList();
        return found.Count > 0 ? found : [ClaimCheck.Missing(Needed(claim.Quantity))];
    }

    private static string Needed(Quantity quantity) =>
        quantity == Quantity.Error || quantity == Quantity.Accuracy || quantity == Quantity.Gain ? "Only training can tell."
        : quantity == Quantity.Iou || quantity == Quantity.Latency || quantity == Quantity.Size ? "Only a measurement can tell."
        : "The report gives no other figure that it could be checked against.";
}
