namespace TorchSharp;

// Functions that are also methods of Tensor, M to Z.
public static partial class torch
{
    /// <summary>As <c>Tensor.masked_select</c>.</summary>
    public static Tensor masked_select(Tensor input, Tensor mask) => input.masked_select(mask);

    /// <summary>As <c>Tensor.matmul</c>.</summary>
    public static Tensor matmul(Tensor input, Tensor target) => input.matmul(target);

    /// <summary>As <c>Tensor.max</c>.</summary>
    public static Tensor max(Tensor input) => input.max();

    /// <summary>As <c>Tensor.max</c>.</summary>
    public static (Tensor values, Tensor indexes) max(Tensor input, long dim, bool keepdim = false) => input.max(dim, keepdim);

    /// <summary>As <c>Tensor.max</c>.</summary>
    public static Tensor max(Tensor input, Tensor other) => input.max(other);

    /// <summary>As <c>Tensor.maximum</c>.</summary>
    public static Tensor maximum(Tensor input, Tensor other) => input.maximum(other);

    /// <summary>As <c>Tensor.mean</c>.</summary>
    public static Tensor mean(Tensor input) => input.mean();

    /// <summary>As <c>Tensor.mean</c>.</summary>
    public static Tensor mean(Tensor input, long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
        input.mean(dimensions, keepdim, type);

    /// <summary>As <c>Tensor.median</c>.</summary>
    public static Tensor median(Tensor input) => input.median();

    /// <summary>As <c>Tensor.min</c>.</summary>
    public static Tensor min(Tensor input) => input.min();

    /// <summary>As <c>Tensor.min</c>.</summary>
    public static (Tensor values, Tensor indexes) min(Tensor input, long dim, bool keepdim = false) => input.min(dim, keepdim);

    /// <summary>As <c>Tensor.min</c>.</summary>
    public static Tensor min(Tensor input, Tensor other) => input.min(other);

    /// <summary>As <c>Tensor.minimum</c>.</summary>
    public static Tensor minimum(Tensor input, Tensor other) => input.minimum(other);

    /// <summary>As <c>Tensor.mm</c>.</summary>
    public static Tensor mm(Tensor input, Tensor target) => input.mm(target);

    /// <summary>As <c>Tensor.movedim</c>.</summary>
    public static Tensor movedim(Tensor input, long[] source, long[] destination) => input.movedim(source, destination);

    /// <summary>As <c>Tensor.mul</c>.</summary>
    public static Tensor mul(Tensor left, Scalar right) => left.mul(right);

    /// <summary>As <c>Tensor.mul</c>.</summary>
    public static Tensor mul(Tensor left, Tensor right) => left.mul(right);

    /// <summary>As <c>Tensor.mul_</c>.</summary>
    public static Tensor mul_(Tensor left, Scalar right) => left.mul_(right);

    /// <summary>As <c>Tensor.mul_</c>.</summary>
    public static Tensor mul_(Tensor left, Tensor right) => left.mul_(right);

    /// <summary>As <c>Tensor.multinomial</c>.</summary>
    public static Tensor multinomial(Tensor input, long num_samples, bool replacement = false, Generator? generator = null) =>
        input.multinomial(num_samples, replacement, generator);

    /// <summary>As <c>Tensor.multiply</c>.</summary>
    public static Tensor multiply(Tensor left, Scalar right) => left.multiply(right);

    /// <summary>As <c>Tensor.multiply</c>.</summary>
    public static Tensor multiply(Tensor left, Tensor right) => left.multiply(right);

    /// <summary>As <c>Tensor.mv</c>.</summary>
    public static Tensor mv(Tensor input, Tensor target) => input.mv(target);

    /// <summary>As <c>Tensor.nan_to_num</c>.</summary>
    public static Tensor nan_to_num(Tensor input, double nan = 0, double? posinf = null, double? neginf = null) =>
        input.nan_to_num(nan, posinf, neginf);

    /// <summary>As <c>Tensor.nanmedian</c>.</summary>
    public static Tensor nanmedian(Tensor input) => input.nanmedian();

    /// <summary>As <c>Tensor.nansum</c>.</summary>
    public static Tensor nansum(Tensor input) => input.nansum();

    /// <summary>As <c>Tensor.narrow</c>.</summary>
    public static Tensor narrow(Tensor input, long dim, long start, long length) => input.narrow(dim, start, length);

    /// <summary>As <c>Tensor.ne</c>.</summary>
    public static Tensor ne(Tensor left, Tensor right) => left.ne(right);

    /// <summary>As <c>Tensor.neg</c>.</summary>
    public static Tensor neg(Tensor input) => input.neg();

    /// <summary>As <c>Tensor.neg_</c>.</summary>
    public static Tensor neg_(Tensor input) => input.neg_();

    /// <summary>As <c>Tensor.negative</c>.</summary>
    public static Tensor negative(Tensor input) => input.negative();

    /// <summary>As <c>Tensor.nonzero</c>.</summary>
    public static Tensor nonzero(Tensor input) => input.nonzero();

    /// <summary>As <c>Tensor.norm</c>.</summary>
    public static Tensor norm(Tensor input, float p = 2) => input.norm(p);

    /// <summary>As <c>Tensor.norm</c>.</summary>
    public static Tensor norm(Tensor input, int dimension, bool keepdim = false, float p = 2) => input.norm(dimension, keepdim, p);

    /// <summary>As <c>Tensor.not_equal</c>.</summary>
    public static Tensor not_equal(Tensor tensor, Tensor target) => tensor.not_equal(target);

    /// <summary>As <c>Tensor.outer</c>.</summary>
    public static Tensor outer(Tensor input, Tensor vec2) => input.outer(vec2);

    /// <summary>As <c>Tensor.permute</c>.</summary>
    public static Tensor permute(Tensor input, params long[] permutation) => input.permute(permutation);

    /// <summary>As <c>Tensor.poisson</c>.</summary>
    public static Tensor poisson(Tensor input, Generator? generator = null) => input.poisson(generator);

    /// <summary>As <c>Tensor.positive</c>.</summary>
    public static Tensor positive(Tensor input) => input.positive();

    /// <summary>As <c>Tensor.pow</c>.</summary>
    public static Tensor pow(Tensor left, Scalar exponent) => left.pow(exponent);

    /// <summary>As <c>Tensor.pow</c>.</summary>
    public static Tensor pow(Tensor left, Tensor exponent) => left.pow(exponent);

    /// <summary>As <c>Tensor.pow_</c>.</summary>
    public static Tensor pow_(Tensor left, Scalar exponent) => left.pow_(exponent);

    /// <summary>As <c>Tensor.pow_</c>.</summary>
    public static Tensor pow_(Tensor left, Tensor exponent) => left.pow_(exponent);

    /// <summary>As <c>Tensor.prod</c>.</summary>
    public static Tensor prod(Tensor input, long dim, bool keepdim = false, ScalarType? type = null) => input.prod(dim, keepdim, type);

    /// <summary>As <c>Tensor.prod</c>.</summary>
    public static Tensor prod(Tensor input, ScalarType? type = null) => input.prod(type);

    /// <summary>As <c>Tensor.rad2deg</c>.</summary>
    public static Tensor rad2deg(Tensor input) => input.rad2deg();

    /// <summary>As <c>Tensor.rand_like</c>.</summary>
    public static Tensor rand_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        input.rand_like(dtype, device, requires_grad);

    /// <summary>As <c>Tensor.randint_like</c>.</summary>
    public static Tensor randint_like(
        Tensor input, long low, long high, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        input.randint_like(low, high, dtype, device, requires_grad);

    /// <summary>As <c>Tensor.randn_like</c>.</summary>
    public static Tensor randn_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        input.randn_like(dtype, device, requires_grad);

    /// <summary>As <c>Tensor.ravel</c>.</summary>
    public static Tensor ravel(Tensor input) => input.ravel();

    /// <summary>As <c>Tensor.reciprocal</c>.</summary>
    public static Tensor reciprocal(Tensor input) => input.reciprocal();

    /// <summary>As <c>Tensor.reciprocal_</c>.</summary>
    public static Tensor reciprocal_(Tensor input) => input.reciprocal_();

    /// <summary>As <c>Tensor.remainder</c>.</summary>
    public static Tensor remainder(Tensor left, Scalar right) => left.remainder(right);

    /// <summary>As <c>Tensor.remainder</c>.</summary>
    public static Tensor remainder(Tensor left, Tensor right) => left.remainder(right);

    /// <summary>As <c>Tensor.remainder_</c>.</summary>
    public static Tensor remainder_(Tensor left, Scalar right) => left.remainder_(right);

    /// <summary>As <c>Tensor.remainder_</c>.</summary>
    public static Tensor remainder_(Tensor left, Tensor right) => left.remainder_(right);

    /// <summary>As <c>Tensor.repeat_interleave</c>.</summary>
    public static Tensor repeat_interleave(Tensor input, long repeats, long? dim = null, long? output_size = null) =>
        input.repeat_interleave(repeats, dim, output_size);

    /// <summary>As <c>Tensor.repeat_interleave</c>.</summary>
    public static Tensor repeat_interleave(Tensor input, Tensor repeats, long? dim = null, long? output_size = null) =>
        input.repeat_interleave(repeats, dim, output_size);

    /// <summary>As <c>Tensor.reshape</c>.</summary>
    public static Tensor reshape(Tensor input, params long[] shape) => input.reshape(shape);

    /// <summary>As <c>Tensor.roll</c>.</summary>
    public static Tensor roll(Tensor input, long shifts, long? dims = null) => input.roll(shifts, dims);

    /// <summary>As <c>Tensor.roll</c>.</summary>
    public static Tensor roll(Tensor input, long[] shifts, long[] dims) => input.roll(shifts, dims);

    /// <summary>As <c>Tensor.rot90</c>.</summary>
    public static Tensor rot90(Tensor input, long k = 1, (long, long)? dims = null) => input.rot90(k, dims);

    /// <summary>As <c>Tensor.round</c>.</summary>
    public static Tensor round(Tensor input, long decimals = 0) => input.round(decimals);

    /// <summary>As <c>Tensor.round_</c>.</summary>
    public static Tensor round_(Tensor input, long decimals = 0) => input.round_(decimals);

    /// <summary>As <c>Tensor.rsqrt</c>.</summary>
    public static Tensor rsqrt(Tensor input) => input.rsqrt();

    /// <summary>As <c>Tensor.rsqrt_</c>.</summary>
    public static Tensor rsqrt_(Tensor input) => input.rsqrt_();

    /// <summary>As <c>Tensor.scatter</c>.</summary>
    public static Tensor scatter(Tensor input, long dim, Tensor index, Tensor src) => input.scatter(dim, index, src);

    /// <summary>As <c>Tensor.scatter_</c>.</summary>
    public static Tensor scatter_(Tensor input, long dim, Tensor index, Tensor src) => input.scatter_(dim, index, src);

    /// <summary>As <c>Tensor.scatter_add</c>.</summary>
    public static Tensor scatter_add(Tensor input, long dim, Tensor index, Tensor src) => input.scatter_add(dim, index, src);

    /// <summary>As <c>Tensor.scatter_add_</c>.</summary>
    public static Tensor scatter_add_(Tensor input, long dim, Tensor index, Tensor src) => input.scatter_add_(dim, index, src);

    /// <summary>As <c>Tensor.select</c>.</summary>
    public static Tensor select(Tensor input, long dim, long index) => input.select(dim, index);

    /// <summary>As <c>Tensor.sgn</c>.</summary>
    public static Tensor sgn(Tensor input) => input.sgn();

    /// <summary>As <c>Tensor.sgn_</c>.</summary>
    public static Tensor sgn_(Tensor input) => input.sgn_();

    /// <summary>As <c>Tensor.sigmoid</c>.</summary>
    public static Tensor sigmoid(Tensor input) => input.sigmoid();

    /// <summary>As <c>Tensor.sigmoid_</c>.</summary>
    public static Tensor sigmoid_(Tensor input) => input.sigmoid_();

    /// <summary>As <c>Tensor.sign</c>.</summary>
    public static Tensor sign(Tensor input) => input.sign();

    /// <summary>As <c>Tensor.sign_</c>.</summary>
    public static Tensor sign_(Tensor input) => input.sign_();

    /// <summary>As <c>Tensor.signbit</c>.</summary>
    public static Tensor signbit(Tensor input) => input.signbit();

    /// <summary>As <c>Tensor.sin</c>.</summary>
    public static Tensor sin(Tensor input) => input.sin();

    /// <summary>As <c>Tensor.sin_</c>.</summary>
    public static Tensor sin_(Tensor input) => input.sin_();

    /// <summary>As <c>Tensor.sinc</c>.</summary>
    public static Tensor sinc(Tensor input) => input.sinc();

    /// <summary>As <c>Tensor.sinc_</c>.</summary>
    public static Tensor sinc_(Tensor input) => input.sinc_();

    /// <summary>As <c>Tensor.sinh</c>.</summary>
    public static Tensor sinh(Tensor input) => input.sinh();

    /// <summary>As <c>Tensor.sinh_</c>.</summary>
    public static Tensor sinh_(Tensor input) => input.sinh_();

    /// <summary>As <c>Tensor.sort</c>.</summary>
    public static (Tensor values, Tensor indices) sort(Tensor input, long dim = -1, bool descending = false, bool stable = false) =>
        input.sort(dim, descending, stable);

    /// <summary>As <c>Tensor.split</c>.</summary>
    public static Tensor[] split(Tensor tensor, long[] split_size_or_sections, long dim = 0) => tensor.split(split_size_or_sections, dim);

    /// <summary>As <c>Tensor.sqrt</c>.</summary>
    public static Tensor sqrt(Tensor input) => input.sqrt();

    /// <summary>As <c>Tensor.sqrt_</c>.</summary>
    public static Tensor sqrt_(Tensor input) => input.sqrt_();

    /// <summary>As <c>Tensor.square</c>.</summary>
    public static Tensor square(Tensor input) => input.square();

    /// <summary>As <c>Tensor.squeeze</c>.</summary>
    public static Tensor squeeze(Tensor input, long? dim = null) => input.squeeze(dim);

    /// <summary>As <c>Tensor.squeeze_</c>.</summary>
    public static Tensor squeeze_(Tensor input, long? dim = null) => input.squeeze_(dim);

    /// <summary>As <c>Tensor.std</c>.</summary>
    public static Tensor std(Tensor input, bool unbiased = true) => input.std(unbiased);

    /// <summary>As <c>Tensor.std</c>.</summary>
    public static Tensor std(Tensor input, long dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.std(dimensions, unbiased, keepdim, type);

    /// <summary>As <c>Tensor.std</c>.</summary>
    public static Tensor std(Tensor input, long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.std(dimensions, unbiased, keepdim, type);

    /// <summary>As <c>Tensor.std_mean</c>.</summary>
    public static (
        Tensor std, Tensor mean) std_mean(Tensor input, long[] dimensions, bool unbiased = true, bool keepdim = false,
        ScalarType? type = null) =>
        input.std_mean(dimensions, unbiased, keepdim, type);

    /// <summary>As <c>Tensor.sub</c>.</summary>
    public static Tensor sub(Tensor left, Scalar right) => left.sub(right);

    /// <summary>As <c>Tensor.sub</c>.</summary>
    public static Tensor sub(Tensor left, Tensor right) => left.sub(right);

    /// <summary>As <c>Tensor.sub_</c>.</summary>
    public static Tensor sub_(Tensor left, Scalar right) => left.sub_(right);

    /// <summary>As <c>Tensor.sub_</c>.</summary>
    public static Tensor sub_(Tensor left, Tensor right) => left.sub_(right);

    /// <summary>As <c>Tensor.subtract</c>.</summary>
    public static Tensor subtract(Tensor left, Scalar right) => left.subtract(right);

    /// <summary>As <c>Tensor.subtract</c>.</summary>
    public static Tensor subtract(Tensor left, Tensor right) => left.subtract(right);

    /// <summary>As <c>Tensor.subtract_</c>.</summary>
    public static Tensor subtract_(Tensor left, Scalar right) => left.subtract_(right);

    /// <summary>As <c>Tensor.subtract_</c>.</summary>
    public static Tensor subtract_(Tensor left, Tensor right) => left.subtract_(right);

    /// <summary>As <c>Tensor.sum</c>.</summary>
    public static Tensor sum(Tensor input, long dim, bool keepdim = false, ScalarType? type = null) => input.sum(dim, keepdim, type);

    /// <summary>As <c>Tensor.sum</c>.</summary>
    public static Tensor sum(Tensor input, ScalarType? type = null) => input.sum(type);

    /// <summary>As <c>Tensor.swapaxes</c>.</summary>
    public static Tensor swapaxes(Tensor input, long axis0, long axis1) => input.swapaxes(axis0, axis1);

    /// <summary>As <c>Tensor.swapdims</c>.</summary>
    public static Tensor swapdims(Tensor input, long dim0, long dim1) => input.swapdims(dim0, dim1);

    /// <summary>As <c>Tensor.t</c>.</summary>
    public static Tensor t(Tensor input) => input.t();

    /// <summary>As <c>Tensor.take</c>.</summary>
    public static Tensor take(Tensor input, Tensor index) => input.take(index);

    /// <summary>As <c>Tensor.tan</c>.</summary>
    public static Tensor tan(Tensor input) => input.tan();

    /// <summary>As <c>Tensor.tan_</c>.</summary>
    public static Tensor tan_(Tensor input) => input.tan_();

    /// <summary>As <c>Tensor.tanh</c>.</summary>
    public static Tensor tanh(Tensor input) => input.tanh();

    /// <summary>As <c>Tensor.tanh_</c>.</summary>
    public static Tensor tanh_(Tensor input) => input.tanh_();

    /// <summary>As <c>Tensor.tensor_split</c>.</summary>
    public static Tensor[] tensor_split(Tensor input, long indices_or_sections, long dim = 0) =>
        input.tensor_split(indices_or_sections, dim);

    /// <summary>As <c>Tensor.tile</c>.</summary>
    public static Tensor tile(Tensor input, long[] dims) => input.tile(dims);

    /// <summary>As <c>Tensor.topk</c>.</summary>
    public static (Tensor values, Tensor indices) topk(Tensor tensor, int k, int dim = -1, bool largest = true, bool sorted = true) =>
        tensor.topk(k, dim, largest, sorted);

    /// <summary>As <c>Tensor.trace</c>.</summary>
    public static Tensor trace(Tensor input) => input.trace();

    /// <summary>As <c>Tensor.transpose</c>.</summary>
    public static Tensor transpose(Tensor input, long dim0, long dim1) => input.transpose(dim0, dim1);

    /// <summary>As <c>Tensor.tril</c>.</summary>
    public static Tensor tril(Tensor input, long diagonal = 0) => input.tril(diagonal);

    /// <summary>As <c>Tensor.triu</c>.</summary>
    public static Tensor triu(Tensor input, long diagonal = 0) => input.triu(diagonal);

    /// <summary>As <c>Tensor.trunc</c>.</summary>
    public static Tensor trunc(Tensor input) => input.trunc();

    /// <summary>As <c>Tensor.trunc_</c>.</summary>
    public static Tensor trunc_(Tensor input) => input.trunc_();

    /// <summary>As <c>Tensor.unbind</c>.</summary>
    public static Tensor[] unbind(Tensor input, long dim = 0) => input.unbind(dim);

    /// <summary>As <c>Tensor.unique</c>.</summary>
    public static (
        Tensor output, Tensor inverse_indices, Tensor counts) unique(Tensor input, bool sorted = true, bool return_inverse = false,
        bool return_counts = false, int? dim = null) =>
        input.unique(sorted, return_inverse, return_counts, dim);

    /// <summary>As <c>Tensor.unsqueeze</c>.</summary>
    public static Tensor unsqueeze(Tensor input, long dim) => input.unsqueeze(dim);

    /// <summary>As <c>Tensor.unsqueeze_</c>.</summary>
    public static Tensor unsqueeze_(Tensor input, long dim) => input.unsqueeze_(dim);

    /// <summary>As <c>Tensor.var</c>.</summary>
    public static Tensor var(Tensor input, bool unbiased = true) => input.var(unbiased);

    /// <summary>As <c>Tensor.var</c>.</summary>
    public static Tensor var(Tensor input, long dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.var(dimensions, unbiased, keepdim, type);

    /// <summary>As <c>Tensor.var</c>.</summary>
    public static Tensor var(Tensor input, long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.var(dimensions, unbiased, keepdim, type);

    /// <summary>As <c>Tensor.var_mean</c>.</summary>
    public static (
        Tensor var, Tensor mean) var_mean(Tensor input, long[] dimensions, bool unbiased = true, bool keepdim = false,
        ScalarType? type = null) =>
        input.var_mean(dimensions, unbiased, keepdim, type);

    /// <summary>As <c>Tensor.vdot</c>.</summary>
    public static Tensor vdot(Tensor input, Tensor target) => input.vdot(target);

    /// <summary><c>x</c> where the condition is true, else <c>y</c>.</summary>
    public static Tensor where(Tensor condition, Tensor x, Tensor y) => x.where(condition, y);
}
