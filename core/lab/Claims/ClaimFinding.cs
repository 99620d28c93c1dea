using SeRes2Net.Compiler.Documents.Claims;

namespace SeRes2Net.Lab.Claims;

/// <summary>A published figure and what the checks say of it.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Row">Its row.</param>
/// <param name="Claim">The figure.</param>
/// <param name="Checks">The checks that concern it; at least one.</param>
public sealed record ClaimFinding(ClaimTable Table, ClaimRow Row, Claim Claim, IReadOnlyList<ClaimCheck> Checks)
{
    /// <summary>A contradiction outweighs agreement, and agreement outweighs what could not be checked.</summary>
    public ClaimVerdict Verdict =>
        Has(ClaimVerdict.Contradicts) ? ClaimVerdict.Contradicts
        : Has(ClaimVerdict.Consistent) ? ClaimVerdict.Consistent
        : ClaimVerdict.Unchecked;

    /// <summary>The checks, those behind the verdict first.</summary>
    public IEnumerable<ClaimCheck> DecidingFirst => Checks.OrderBy(check => check.Verdict != Verdict);

    /// <summary>What runs say of it; null without runs of its network.</summary>
    public MeasuredClaim? Measured { get; init; }

    private bool Has(ClaimVerdict verdict) => Checks.Any(check => check.Verdict == verdict);
}
