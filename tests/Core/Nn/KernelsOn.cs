using SeRes2Net.Nn;
using SeRes2Net.Nn.Platform;

namespace SeRes2Net.Core.Tests.Nn;

/// <summary>
/// Base of tests of the kernels themselves: kernels are on, whatever SERES2NET_PLAIN says, and oneDNN has been checked, as for any network.
/// </summary>
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
