using System;
using SeRes2Net.Compiler.Diagnostics;
using SeRes2Net.Compiler.Documents;
using SeRes2Net.Compiler.Sources;

namespace SeRes2Net.Compiler;

/// <summary>Compares the counts with what the architecture expects.</summary>
internal static class Budget
{
    /// <summary>Reports a count that differs.</summary>
    public static void Check(Expectation expect, Costs costs, Report report)
    {
        Check("parameters", expect.Parameters, expect.ParametersWhere, costs.Parameters, report);
        Check("multiply-accumulates", expect.Macs, expect.MacsWhere, costs.Macs, report);
    }

    private static void Check(string what, long? expected, SourceSpan where, long found, Report report)
    {
        if (expected is { } count && count != found)
            report(Descriptors.BrokenBudget, where,
                $"Expected {count} {what}, found {found} ({Math.Abs(found - count)} {(found > count ? "more" : "fewer")}).");
    }
}
