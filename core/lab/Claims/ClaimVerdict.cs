namespace SeRes2Net.Lab.Claims;

/// <summary>What a check says of a published figure.</summary>
public enum ClaimVerdict
{
    /// <summary>It agrees with what it was checked against.</summary>
    Consistent,
    /// <summary>It cannot be right together with what it was checked against.</summary>
    Contradicts,
    /// <summary>Nothing is known that it could be checked against.</summary>
    Unchecked,
}
