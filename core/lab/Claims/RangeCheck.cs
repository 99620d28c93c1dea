using System.Globalization;
using SeRes2Net.Compiler.Documents.Claims;

namespace SeRes2Net.Lab.Claims;

/// <summary>Whether a figure is one that its quantity can have at all.</summary>
internal static class RangeCheck
{
    public static IEnumerable<ClaimCheck> Of(ClaimContext context, ClaimRow row, Claim claim) =>
        claim.Published.Low > claim.Quantity.Most
            ? [ClaimCheck.Of(false, string.Create(CultureInfo.InvariantCulture, $"No {claim.Quantity.Name} is more than {claim.Quantity.Most}{claim.Quantity.Unit}."))]
            : claim.Quantity == Quantity.Runs && claim.Published.Value != Math.Floor(claim.Published.Value)
                ? [ClaimCheck.Of(false, "A number of runs is whole.")]
                : [];
}
