using System.Runtime.InteropServices;
using SeRes2Net.Torch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// An array of numbers that may take part in an autograd graph. It owns a native tensor: dispose it, let a dispose scope do so,
    /// or leave it to the finaliser (which comes late, since the garbage collector does not see the native memory).
    /// </summary>
    public partial class Tensor : IDisposable
    {
        private static long live;
        private static long peak;
        private nint handle;

        internal Tensor(nint handle)
        {
            this.handle = handle;
            if (handle == 0)
            {
                // An operator may leave a result undefined (a gradient that nobody asked for): an empty wrapper owns nothing.
                GC.SuppressFinalize(this);
                return;
            }
            var count = Interlocked.Increment(ref live);
            var known = Volatile.Read(ref peak);
            while (count > known)
                known = Interlocked.CompareExchange(ref peak, count, known) is var seen && seen == known ? count : seen;
            OwningDisposeScope = DisposeScopeManager.Current.Register(this);
        }

        /// <summary>Frees the native tensor if nobody has.</summary>
        ~Tensor() => Dispose(false);

        /// <summary>Number of tensors that are alive: made and neither disposed nor finalised.</summary>
        public static long TotalCount => Volatile.Read(ref live);

        /// <summary>The largest number of tensors that were alive at once.</summary>
        public static long PeakCount => Volatile.Read(ref peak);

        /// <summary>The native tensor. Keep this object alive while the handle is in use.</summary>
        /// <exception cref="InvalidOperationException">The tensor was disposed.</exception>
        public IntPtr Handle
        {
            get
            {
                if (handle == 0)
                    throw new InvalidOperationException("the tensor was disposed, or is empty");
                return handle;
            }
        }

        /// <summary>Whether the tensor was disposed, or never was one.</summary>
        public bool IsInvalid => handle == 0;

        internal DisposeScope? OwningDisposeScope { get; set; }

        /// <summary>Wraps a native tensor and takes ownership of it.</summary>
        public static Tensor UnsafeCreateTensor(IntPtr handle) => new(handle);

        internal static Tensor? Wrap(nint handle) => handle == 0 ? null : new Tensor(handle);

        /// <summary>Gives the native tensor away; this object is empty from then on.</summary>
        public IntPtr DecoupleFromNativeHandle()
        {
            GC.SuppressFinalize(this);
            OwningDisposeScope?.Forget(this);
            OwningDisposeScope = null;
            var owned = handle;
            handle = 0;
            if (owned != 0)
                Interlocked.Decrement(ref live);
            return owned;
        }

        /// <summary>Frees the native tensor. Doing so twice is harmless.</summary>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            var owned = Interlocked.Exchange(ref handle, 0);
            if (owned == 0)
                return;
            // A scope belongs to its thread; the finaliser's thread must leave it alone.
            if (disposing)
                OwningDisposeScope?.MarkAsDisposed(this);
            OwningDisposeScope = null;
            NativeMethods.srn_tensor_free(owned);
            Interlocked.Decrement(ref live);
        }

        /// <summary>Hands the tensor to the scope around its own, or to nobody when there is none.</summary>
        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        /// <summary>Takes the tensor out of its scope: from now on the caller disposes it.</summary>
        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        /// <summary>Hands the tensor to the scope of another tensor (to nobody when that one has none).</summary>
        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope!);

        /// <summary>Hands the tensor to another scope (to nobody when it is null).</summary>
        public Tensor MoveToOtherDisposeScope(DisposeScope other)
        {
            if (OwningDisposeScope is not null)
                OwningDisposeScope.MoveToOther(other, this);
            else
                other?.Attach(this);
            return this;
        }

        /// <summary>Lets this object stand for the native tensor of another, which becomes empty.</summary>
        internal void Replace(Tensor other)
        {
            var old = handle;
            handle = other.DecoupleFromNativeHandle();
            // Decoupling counted the other one out; the native tensor that this object gives up was counted with this object.
            NativeMethods.srn_tensor_free(old);
        }

        internal static nint[] Handles(IList<Tensor> tensors)
        {
            var handles = new nint[tensors.Count];
            for (var i = 0; i < handles.Length; i++)
                handles[i] = tensors[i] is { } tensor ? tensor.Handle : 0;
            return handles;
        }
    }
}
