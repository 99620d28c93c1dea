using System.Runtime.CompilerServices;

namespace SeRes2Net.Nn.Kernels;

/// <summary>Elementwise operations in place, for inference.</summary>
internal static class Elementwise
{
    /// <summary>y = y + other, or relu of it, in one pass if both have the same order in memory. No gradient.</summary>
    internal static void Add(Tensor y, Tensor other, bool relu)
    {
        if (KernelType.Exists(y) && other.dtype == y.dtype && y.shape.SequenceEqual(other.shape) && SameDenseOrder(y, other))
        {
            KernelType.Of(y).Run(new AddPass(y, other, relu));
            return;
        }
        y.add_(other);
        if (relu)
            y.relu_();
    }

    private static bool SameDenseOrder(Tensor a, Tensor b) =>
        (a.is_contiguous() && b.is_contiguous()) || (Rows.Stride(a) == a.shape[1] && Rows.Stride(b) == a.shape[1]);

    private readonly record struct AddPass(Tensor Y, Tensor Other, bool Relu) : IKernel<bool>
    {
        public unsafe bool Run<T, V>()
            where T : unmanaged
            where V : struct, ILanes<V>
        {
            var y = (T*)TensorMemory.Data(Y);
            var other = (T*)TensorMemory.Data(Other);
            var relu = Relu;
            var count = Y.numel();
            var shares = Team.Shares(count);
            Team.Run(shares, share =>
            {
                var first = count / Elements.Lanes * share / shares * Elements.Lanes;
                var end = share == shares - 1 ? count : count / Elements.Lanes * (share + 1) / shares * Elements.Lanes;
                if (relu)
                    AddRelu<T, V, Yes>(y + first, other + first, end - first);
                else
                    AddRelu<T, V, No>(y + first, other + first, end - first);
            });
            return true;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static unsafe void AddRelu<T, V, TRelu>(T* y, T* other, long count)
            where T : unmanaged
            where V : struct, ILanes<V>
            where TRelu : struct, IFlag
        {
            long i = 0;
            for (; i + Elements.Lanes <= count; i += Elements.Lanes)
            {
                var sum = Elements.Load<T, V>(y + i) + Elements.Load<T, V>(other + i);
                Elements.Store(y + i, typeof(TRelu) == typeof(Yes) ? V.Relu(sum) : sum);
            }
            for (; i < count; i++)
            {
                var sum = Elements.Value(y + i) + Elements.Value(other + i);
                Elements.SetValue(y + i, typeof(TRelu) == typeof(Yes) && sum < 0 ? 0 : sum);
            }
        }
    }
}
