using SeRes2Net.Nn;
using SeRes2Net.Nn.Platform;

namespace SeRes2Net.Core.Tests.Nn;

/// <summary>A fact about processors that do not report their caches; the others say that they are skipped, and why.</summary>
public sealed class FactWhereCachesAreHiddenAttribute : FactAttribute
{
    /// <summary>Decides.</summary>
    public FactWhereCachesAreHiddenAttribute()
    {
        if (!Processor.HidesCaches)
            Skip = "This processor reports its caches, so that oneDNN has nothing to get wrong.";
    }
}
