using System.Runtime.Intrinsics.X86;

namespace SeRes2Net.Nn.Platform;

/// <summary>What the processor reports about itself.</summary>
internal static class Processor
{
    private const int CacheProperties = unchecked((int)0x8000001D);

    // How CPUID spells "AuthenticAMD", in the order of its registers EBX, EDX, ECX.
    private static readonly (int, int, int) Amd = (0x68747541, 0x69746e65, 0x444d4163);

    /// <summary>
    /// Whether it is an AMD processor that reports no caches: leaf 0x8000001D of CPUID is zero ("AMD64 Architecture Programmer's
    /// Manual", volume 3, appendix E.4.15). Virtual machines do that if their host hides the leaf.
    /// </summary>
    internal static bool HidesCaches
    {
        get
        {
            if (!X86Base.IsSupported)
                return false;
            var vendor = X86Base.CpuId(0, 0);
            return (vendor.Ebx, vendor.Edx, vendor.Ecx) == Amd && X86Base.CpuId(CacheProperties, 0) == (0, 0, 0, 0);
        }
    }
}
