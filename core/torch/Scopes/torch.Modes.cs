using SeRes2Net.Torch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The innermost dispose scope of this thread; null when there is none.</summary>
    public static DisposeScope? CurrentDisposeScope => DisposeScopeManager.Current.Innermost;

    /// <summary>Opens a dispose scope on this thread.</summary>
    public static DisposeScope NewDisposeScope() => DisposeScopeManager.Current.Open();

    /// <summary>Runs code in a dispose scope of its own; the tensor it returns moves to the scope around it.</summary>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }

    /// <summary>Whether operations of this thread are recorded for the backward pass.</summary>
    public static bool is_grad_enabled() => NativeMethods.srn_grad_mode() != 0;

    /// <summary>Whether this thread is in inference mode.</summary>
    public static bool is_inference_mode_enabled() => NativeMethods.srn_inference_mode() != 0;

    /// <summary>Records nothing on this thread until disposed.</summary>
    public static IDisposable no_grad() => new GradMode(false);

    /// <summary>Records operations on this thread until disposed.</summary>
    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    /// <summary>Records operations on this thread, or none, until disposed.</summary>
    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    /// <summary>
    /// Records nothing on this thread until disposed, and makes tensors that can never be recorded. Nested uses are disposed in reverse
    /// order, on the same thread.
    /// </summary>
    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    private sealed class GradMode : IDisposable
    {
        private readonly bool before = is_grad_enabled();
        private bool disposed;

        internal GradMode(bool enabled) => NativeMethods.srn_set_grad_mode(enabled ? 1 : 0);

        public void Dispose()
        {
            if (disposed)
                return;
            disposed = true;
            NativeMethods.srn_set_grad_mode(before ? 1 : 0);
        }
    }

    private sealed class InferenceMode : IDisposable
    {
        private nint guard;

        internal InferenceMode(bool enabled) => NativeMethods.Check(NativeMethods.srn_inference_mode_new(enabled ? 1 : 0, out guard));

        public void Dispose()
        {
            var owned = Interlocked.Exchange(ref guard, 0);
            if (owned != 0)
                NativeMethods.srn_inference_mode_free(owned);
        }
    }
}
