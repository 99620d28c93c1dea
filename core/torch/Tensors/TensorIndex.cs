namespace TorchSharp;

public static partial class torch
{
    /// <summary>One position of an index expression: a number, a slice, an ellipsis, a new dimension or a tensor of indices.</summary>
    public struct TensorIndex
    {
        /// <summary>Everything of one dimension.</summary>
        public static TensorIndex Colon = Slice();

        /// <summary>Everything of all dimensions that are not named.</summary>
        public static TensorIndex Ellipsis = new() { kind = Kind.Ellipsis };

        /// <summary>A new dimension of size 1.</summary>
        public static TensorIndex None = new() { kind = Kind.None };

        /// <summary>A new dimension of size 1.</summary>
        public static TensorIndex Null = new() { kind = Kind.None };

        internal Kind kind;
        internal long? start;
        internal long? stop;
        internal long? step;
        internal Tensor? tensor;

        internal enum Kind
        {
            None,
            Single,
            Slice,
            Ellipsis,
            Tensor,
        }

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex(Index index) => Single(Number(index));

        public static implicit operator TensorIndex(Range range) => Slice(range);

        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);

        /// <summary>start, start + step, .. before stop; null leaves a side open, negative numbers count from the end.</summary>
        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new() { kind = Kind.Slice, start = start, stop = stop, step = step };

        /// <summary>The part from start to end.</summary>
        public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, range.end);

        /// <summary>The part that a C# range names.</summary>
        public static TensorIndex Slice(Range range) =>
            Slice(Number(range.Start), range.End.IsFromEnd && range.End.Value == 0 ? null : Number(range.End));

        /// <summary>One entry; the dimension disappears.</summary>
        public static TensorIndex Single(long? index) => new() { kind = Kind.Single, start = index };

        /// <summary>The entries that a tensor of indices, or a mask, names.</summary>
        public static TensorIndex Tensor(Tensor tensor) => new() { kind = Kind.Tensor, tensor = tensor };

        private static long Number(Index index) => index.IsFromEnd ? -index.Value : index.Value;
    }
}
