using SeRes2Net.Torch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Whether all elements are true.</summary>
        public Tensor all() => Aten.All.Call(this);

        /// <summary>Whether all elements along a dimension are true.</summary>
        public Tensor all(long dim, bool keepdim = false) => Aten.AllDim.Call(this, dim, keepdim);

        /// <summary>Largest element over dimensions; gradients are shared between ties.</summary>
        public Tensor amax(params long[] dims) => Aten.Amax.Call(this, dims);

        /// <summary>Smallest element over dimensions; gradients are shared between ties.</summary>
        public Tensor amin(params long[] dims) => Aten.Amin.Call(this, dims);

        /// <summary>Whether any elements are true.</summary>
        public Tensor any() => Aten.Any.Call(this);

        /// <summary>Whether any elements along a dimension are true.</summary>
        public Tensor any(long dim, bool keepdim = false) => Aten.AnyDim.Call(this, dim, keepdim);

        /// <summary>Flat index of the largest element.</summary>
        public Tensor argmax() => Aten.Argmax.Call(this);

        /// <summary>Index of the largest element along a dimension.</summary>
        public Tensor argmax(long dim, bool keepdim = false) => Aten.Argmax.Call(this, dim, keepdim);

        /// <summary>Flat index of the smallest element.</summary>
        public Tensor argmin() => Aten.Argmin.Call(this);

        /// <summary>Index of the smallest element along a dimension.</summary>
        public Tensor argmin(long dim, bool keepdim = false) => Aten.Argmin.Call(this, dim, keepdim);

        /// <summary>The order that sorts a dimension.</summary>
        public Tensor argsort(long dim = -1, bool descending = false) => Aten.Argsort.Call(this, dim, descending);

        /// <summary>Indices [M, D] of the elements that are not zero.</summary>
        public Tensor argwhere() => Aten.Argwhere.Call(this);

        /// <summary>How often each whole number occurs, weighted.</summary>
        public Tensor bincount(Tensor? weights, long minlength = 0) => Aten.Bincount.Call(this, weights, minlength);

        /// <summary>Correlation matrix of the rows.</summary>
        public Tensor corrcoef() => Aten.Corrcoef.Call(this);

        /// <summary>Number of elements that are not zero.</summary>
        public Tensor count_nonzero(long[]? dims = null) =>
            dims is null ? Aten.CountNonzero.Call(this) : Aten.CountNonzeroDimIntList.Call(this, dims);

        /// <summary>Running product along a dimension.</summary>
        public Tensor cumprod(long dim, ScalarType? type = null) => Aten.Cumprod.Call(this, dim, type);

        /// <summary>Running sum along a dimension.</summary>
        public Tensor cumsum(long dim, ScalarType? type = null) => Aten.Cumsum.Call(this, dim, type);

        /// <summary>Determinant.</summary>
        public Tensor det() => Aten.Det.Call(this);

        /// <summary>Differences of neighbours.</summary>
        public Tensor diff(long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null) =>
            Aten.Diff.Call(this, n, dim, prepend, append);

        /// <summary>The p-norm of the difference.</summary>
        public Tensor dist(Tensor other, float p = 2) => Aten.Dist.Call(this, other, (double)p);

        /// <summary>Histogram of equal bins.</summary>
        public Tensor histc(long bins = 100, long min = 0, long max = 0) => Aten.Histc.Call(this, bins, min, max);

        /// <summary>Inverse of a square matrix.</summary>
        public Tensor inverse() => Aten.Inverse.Call(this);

        /// <summary>Running log(sum(exp(x))) along a dimension.</summary>
        public Tensor logcumsumexp(long dim) => Aten.Logcumsumexp.Call(this, dim);

        /// <summary>log(sum(exp(x))) along a dimension.</summary>
        public Tensor logsumexp(long dim, bool keepdim = false) => Aten.Logsumexp.Call(this, new[] { dim }, keepdim);

        /// <summary>Largest element.</summary>
        public Tensor max() => Aten.Max.Call(this);

        /// <summary>Largest element along a dimension, and where it is.</summary>
        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Aten.MaxDim.Call2(this, dim, keepdim);

        /// <summary>Mean of all elements.</summary>
        public Tensor mean() => Aten.Mean.Call(this);

        /// <summary>Mean over dimensions.</summary>
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
            Aten.MeanDim.Call(this, dimensions, keepdim, type);

        /// <summary>The median of all elements.</summary>
        public Tensor median() => Aten.Median.Call(this);

        /// <summary>Smallest element.</summary>
        public Tensor min() => Aten.Min.Call(this);

        /// <summary>Smallest element along a dimension, and where it is.</summary>
        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Aten.MinDim.Call2(this, dim, keepdim);

        /// <summary>The median, ignoring NaN.</summary>
        public Tensor nanmedian() => Aten.Nanmedian.Call(this);

        /// <summary>Sum of all elements that are not NaN.</summary>
        public Tensor nansum() => Aten.Nansum.Call(this);

        /// <summary>Indices [M, D] of the elements that are not zero.</summary>
        public Tensor nonzero() => Aten.Nonzero.Call(this);

        /// <summary>The p-norm of all elements.</summary>
        public Tensor norm(float p = 2) => Aten.NormScalar.Call(this, (double)p);

        /// <summary>The p-norm along a dimension.</summary>
        public Tensor norm(int dim, bool keepdim = false, float p = 2) =>
            Aten.NormScalarOptDim.Call(this, (double)p, new[] { (long)dim }, keepdim);

        /// <summary>Product of all elements.</summary>
        public Tensor prod(ScalarType? type = null) => Aten.Prod.Call(this, type);

        /// <summary>Product over a dimension.</summary>
        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => Aten.ProdDimInt.Call(this, dim, keepdim, type);

        /// <summary>Sorted along a dimension, and where the elements came from.</summary>
        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) =>
            Aten.SortStable.Call2(this, stable, dim, descending);

        /// <summary>Quantiles along a dimension, interpolated linearly.</summary>
        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) => Aten.Quantile.Call(this, q, dim, keepdim);

        /// <summary>Standard deviation of all elements, divided by N - 1 when unbiased.</summary>
        public Tensor std(bool unbiased = true) => Aten.Std.Call(this, unbiased);

        /// <summary>Standard deviation over dimensions, divided by N - 1 when unbiased.</summary>
        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Cast(Aten.StdDim.Call(this, dimensions, unbiased, keepdim), type);

        /// <summary>Standard deviation over dimensions, divided by N - 1 when unbiased.</summary>
        public Tensor std(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Cast(Aten.StdDim.Call(this, dimensions.ToArray(), unbiased, keepdim), type);

        /// <summary>Standard deviation over a dimension, divided by N - 1 when unbiased.</summary>
        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Cast(Aten.StdDim.Call(this, new[] { dim }, unbiased, keepdim), type);

        /// <summary>Standard deviation and mean over dimensions.</summary>
        public (Tensor std, Tensor mean) std_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            var (first, second) = Aten.StdMeanDim.Call2(this, dimensions, unbiased, keepdim);
            return (Cast(first, type), Cast(second, type));
        }

        /// <summary>Sum of all elements.</summary>
        public Tensor sum(ScalarType? type = null) => Aten.Sum.Call(this, type);

        /// <summary>Sum over dimensions.</summary>
        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => Aten.SumDimIntList.Call(this, dim, keepdim, type);

        /// <summary>Sum over dimensions.</summary>
        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) =>
            Aten.SumDimIntList.Call(this, dim.ToArray(), keepdim, type);

        /// <summary>Sum over a dimension.</summary>
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) =>
            Aten.SumDimIntList.Call(this, new[] { dim }, keepdim, type);

        /// <summary>Sum over two dimensions.</summary>
        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) =>
            Aten.SumDimIntList.Call(this, new[] { dim0, dim1 }, keepdim, type);

        /// <summary>Sum over three dimensions.</summary>
        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) =>
            Aten.SumDimIntList.Call(this, new[] { dim0, dim1, dim2 }, keepdim, type);

        /// <summary>The k largest (or smallest) elements along a dimension, and where they are.</summary>
        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) =>
            Aten.Topk.Call2(this, (long)k, (long)dim, largest, sorted);

        /// <summary>Sum of the diagonal.</summary>
        public Tensor trace() => Aten.Trace.Call(this);

        /// <summary>The distinct elements; with the index of each element among them and their counts when asked for.</summary>
        public (Tensor output, Tensor inverse_indices, Tensor counts) unique(
            bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null)
        {
            return dim is { } d
                ? Aten.UniqueDim.Call3(this, (long)d, sorted, return_inverse, return_counts)
                : Aten.Unique2.Call3(this, sorted, return_inverse, return_counts);
        }

        /// <summary>Variance of all elements, divided by N - 1 when unbiased.</summary>
        public Tensor var(bool unbiased = true) => Aten.Var.Call(this, unbiased);

        /// <summary>Variance over dimensions, divided by N - 1 when unbiased.</summary>
        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Cast(Aten.VarDim.Call(this, dimensions, unbiased, keepdim), type);

        /// <summary>Variance over dimensions, divided by N - 1 when unbiased.</summary>
        public Tensor var(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Cast(Aten.VarDim.Call(this, dimensions.ToArray(), unbiased, keepdim), type);

        /// <summary>Variance over a dimension, divided by N - 1 when unbiased.</summary>
        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Cast(Aten.VarDim.Call(this, new[] { dim }, unbiased, keepdim), type);

        /// <summary>Variance and mean over dimensions.</summary>
        public (Tensor std, Tensor mean) var_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            var (first, second) = Aten.VarMeanDim.Call2(this, dimensions, unbiased, keepdim);
            return (Cast(first, type), Cast(second, type));
        }

        private static Tensor Cast(Tensor value, ScalarType? type)
        {
            if (type is not { } wanted || value.dtype == wanted)
                return value;
            using (value)
                return value.to(wanted);
        }
    }
}
