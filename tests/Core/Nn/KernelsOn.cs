using SeRes2Net.Nn;
using SeRes2Net.Nn.Platform;

namespace SeRes2Net.Core.Tests.Nn;

/// <summary>Tests of the kernels themselves: they are on, whatever SERES2NET_PLAIN says, and oneDNN is checked as before any network.</summary>
public abstract class KernelsOn : IDisposable
{
    private readonly bool before = Capabilities.UseKernels;

    protected KernelsOn()
    {
        Numerics.Ensure();
        Capabilities.UseKernels = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Capabilities.UseKernels = before;
        GC.SuppressFinalize(this);
    }
}
