using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Text.Diagnostics;

namespace SeRes2Net.Compiler.Expand;

/// <summary>Compares the counts with what the architecture expects.</summary>
internal static class Budget
{
    /// <summary>Reports counts that differ, or exceed their limit.</summary>
    public static void Check(Expectation expect, Costs costs, Report report)
    {
        foreach (var budget in expect.Counts)
        {
            var isParameters = budget.Key is Expectation.Parameters or Expectation.ParametersMax;
            var isLimit = budget.Key is Expectation.ParametersMax or Expectation.MacsMax;
            var (what, found) = isParameters ? ("parameters", costs.Parameters) : ("multiply-accumulates", costs.Macs);
            if (isLimit ? found > budget.Count : found != budget.Count)
            {
                report(Descriptors.BrokenBudget, budget.Where,
                    FormattableString.Invariant($"Expected {(isLimit ? "at most " : "")}{budget.Count:N0} {what}, found {found:N0}")
                    + FormattableString.Invariant($" ({Math.Abs(found - budget.Count):N0} {(found > budget.Count ? "more" : "fewer")})."));
            }
        }
    }
}
