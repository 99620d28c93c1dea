using SeRes2Net.Nn;
using SeRes2Net.Nn.Platform;

namespace SeRes2Net.Core.Tests.Nn;

/// <summary>A fact about processors that do not report their caches; skipped on others, with the reason.</summary>
public sealed class FactWhereCachesAreHiddenAttribute : FactAttribute
{
    /// <summary>Decides whether to skip.</summary>
    public FactWhereCachesAreHiddenAttribute()
    {
        if (!Processor.HidesCaches)
            Skip = "This processor reports its caches, so that oneDNN has nothing to get wrong.";
    }
}
