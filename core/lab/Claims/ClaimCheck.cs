namespace SeRes2Net.Lab.Claims;

/// <summary>The outcome of one check of one published figure.</summary>
/// <param name="Verdict">What it says.</param>
/// <param name="Sentence">The arithmetic, or what is missing, as a sentence.</param>
public sealed record ClaimCheck(ClaimVerdict Verdict, string Sentence)
{
    internal static ClaimCheck Of(bool holds, string sentence) => new(holds ? ClaimVerdict.Consistent : ClaimVerdict.Contradicts, sentence);

    internal static ClaimCheck Missing(string sentence) => new(ClaimVerdict.Unchecked, sentence);
}
