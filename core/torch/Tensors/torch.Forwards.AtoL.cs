namespace TorchSharp;

// Functions that are also methods of Tensor, A to L.
public static partial class torch
{
    /// <summary>As <c>Tensor.abs</c>.</summary>
    public static Tensor abs(Tensor input) => input.abs();

    /// <summary>As <c>Tensor.abs_</c>.</summary>
    public static Tensor abs_(Tensor input) => input.abs_();

    /// <summary>As <c>Tensor.absolute</c>.</summary>
    public static Tensor absolute(Tensor input) => input.absolute();

    /// <summary>As <c>Tensor.absolute_</c>.</summary>
    public static Tensor absolute_(Tensor input) => input.absolute_();

    /// <summary>As <c>Tensor.acos</c>.</summary>
    public static Tensor acos(Tensor input) => input.acos();

    /// <summary>As <c>Tensor.acos_</c>.</summary>
    public static Tensor acos_(Tensor input) => input.acos_();

    /// <summary>As <c>Tensor.acosh</c>.</summary>
    public static Tensor acosh(Tensor input) => input.acosh();

    /// <summary>As <c>Tensor.acosh_</c>.</summary>
    public static Tensor acosh_(Tensor input) => input.acosh_();

    /// <summary>As <c>Tensor.add</c>.</summary>
    public static Tensor add(Tensor left, Scalar right) => left.add(right);

    /// <summary>As <c>Tensor.add</c>.</summary>
    public static Tensor add(Tensor left, Scalar right, Scalar alpha) => left.add(right, alpha);

    /// <summary>As <c>Tensor.add</c>.</summary>
    public static Tensor add(Tensor left, Tensor right) => left.add(right);

    /// <summary>As <c>Tensor.add</c>.</summary>
    public static Tensor add(Tensor left, Tensor right, Scalar alpha) => left.add(right, alpha);

    /// <summary>As <c>Tensor.add_</c>.</summary>
    public static Tensor add_(Tensor left, Scalar right) => left.add_(right);

    /// <summary>As <c>Tensor.add_</c>.</summary>
    public static Tensor add_(Tensor left, Scalar right, Scalar alpha) => left.add_(right, alpha);

    /// <summary>As <c>Tensor.add_</c>.</summary>
    public static Tensor add_(Tensor left, Tensor right) => left.add_(right);

    /// <summary>As <c>Tensor.add_</c>.</summary>
    public static Tensor add_(Tensor left, Tensor right, Scalar alpha) => left.add_(right, alpha);

    /// <summary>As <c>Tensor.addbmm</c>.</summary>
    public static Tensor addbmm(Tensor input, Tensor batch1, Tensor batch2, float beta = 1f, float alpha = 1f) =>
        input.addbmm(batch1, batch2, beta, alpha);

    /// <summary>As <c>Tensor.addcdiv</c>.</summary>
    public static Tensor addcdiv(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) => input.addcdiv(tensor1, tensor2, value);

    /// <summary>As <c>Tensor.addcdiv_</c>.</summary>
    public static Tensor addcdiv_(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) => input.addcdiv_(tensor1, tensor2, value);

    /// <summary>As <c>Tensor.addcmul</c>.</summary>
    public static Tensor addcmul(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) => input.addcmul(tensor1, tensor2, value);

    /// <summary>As <c>Tensor.addcmul_</c>.</summary>
    public static Tensor addcmul_(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) => input.addcmul_(tensor1, tensor2, value);

    /// <summary>As <c>Tensor.addmm</c>.</summary>
    public static Tensor addmm(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha) => input.addmm(mat1, mat2, beta, alpha);

    /// <summary>As <c>Tensor.addmv</c>.</summary>
    public static Tensor addmv(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha) => input.addmv(mat1, mat2, beta, alpha);

    /// <summary>As <c>Tensor.addr</c>.</summary>
    public static Tensor addr(Tensor input, Tensor vec1, Tensor vec2, float beta = 1f, float alpha = 1f) =>
        input.addr(vec1, vec2, beta, alpha);

    /// <summary>As <c>Tensor.all</c>.</summary>
    public static Tensor all(Tensor input) => input.all();

    /// <summary>As <c>Tensor.all</c>.</summary>
    public static Tensor all(Tensor input, long dim, bool keepdim = false) => input.all(dim, keepdim);

    /// <summary>As <c>Tensor.allclose</c>.</summary>
    public static bool allclose(Tensor tensor, Tensor target, double rtol = 1E-05, double atol = 1E-08, bool equal_nan = false) =>
        tensor.allclose(target, rtol, atol, equal_nan);

    /// <summary>As <c>Tensor.amax</c>.</summary>
    public static Tensor amax(Tensor input, long[] dims) => input.amax(dims);

    /// <summary>As <c>Tensor.any</c>.</summary>
    public static Tensor any(Tensor input) => input.any();

    /// <summary>As <c>Tensor.any</c>.</summary>
    public static Tensor any(Tensor input, long dim, bool keepdim = false) => input.any(dim, keepdim);

    /// <summary>As <c>Tensor.argmax</c>.</summary>
    public static Tensor argmax(Tensor input) => input.argmax();

    /// <summary>As <c>Tensor.argmax</c>.</summary>
    public static Tensor argmax(Tensor input, long dim, bool keepdim = false) => input.argmax(dim, keepdim);

    /// <summary>As <c>Tensor.argmin</c>.</summary>
    public static Tensor argmin(Tensor input) => input.argmin();

    /// <summary>As <c>Tensor.argmin</c>.</summary>
    public static Tensor argmin(Tensor input, long dim, bool keepdim = false) => input.argmin(dim, keepdim);

    /// <summary>As <c>Tensor.argsort</c>.</summary>
    public static Tensor argsort(Tensor input, long dim = -1, bool descending = false) => input.argsort(dim, descending);

    /// <summary>As <c>Tensor.argwhere</c>.</summary>
    public static Tensor argwhere(Tensor input) => input.argwhere();

    /// <summary>As <c>Tensor.asin</c>.</summary>
    public static Tensor asin(Tensor input) => input.asin();

    /// <summary>As <c>Tensor.asin_</c>.</summary>
    public static Tensor asin_(Tensor input) => input.asin_();

    /// <summary>As <c>Tensor.asinh</c>.</summary>
    public static Tensor asinh(Tensor input) => input.asinh();

    /// <summary>As <c>Tensor.asinh_</c>.</summary>
    public static Tensor asinh_(Tensor input) => input.asinh_();

    /// <summary>As <c>Tensor.atan</c>.</summary>
    public static Tensor atan(Tensor input) => input.atan();

    /// <summary>As <c>Tensor.atan_</c>.</summary>
    public static Tensor atan_(Tensor input) => input.atan_();

    /// <summary>As <c>Tensor.atan2</c>.</summary>
    public static Tensor atan2(Tensor input, Tensor other) => input.atan2(other);

    /// <summary>As <c>Tensor.atanh</c>.</summary>
    public static Tensor atanh(Tensor input) => input.atanh();

    /// <summary>As <c>Tensor.atanh_</c>.</summary>
    public static Tensor atanh_(Tensor input) => input.atanh_();

    /// <summary>As <c>Tensor.baddbmm</c>.</summary>
    public static Tensor baddbmm(Tensor input, Tensor batch1, Tensor batch2, float beta = 1f, float alpha = 1f) =>
        input.baddbmm(batch1, batch2, beta, alpha);

    /// <summary>As <c>Tensor.bernoulli</c>.</summary>
    public static Tensor bernoulli(Tensor input, Generator? generator = null) => input.bernoulli(generator);

    /// <summary>As <c>Tensor.bincount</c>.</summary>
    public static Tensor bincount(Tensor input, Tensor? weights = null, long minlength = 0) => input.bincount(weights, minlength);

    /// <summary>As <c>Tensor.bitwise_and</c>.</summary>
    public static Tensor bitwise_and(Tensor left, Tensor right) => left.bitwise_and(right);

    /// <summary>As <c>Tensor.bitwise_and_</c>.</summary>
    public static Tensor bitwise_and_(Tensor left, Tensor right) => left.bitwise_and_(right);

    /// <summary>As <c>Tensor.bitwise_left_shift</c>.</summary>
    public static Tensor bitwise_left_shift(Tensor left, Tensor right) => left.bitwise_left_shift(right);

    /// <summary>As <c>Tensor.bitwise_left_shift_</c>.</summary>
    public static Tensor bitwise_left_shift_(Tensor left, Tensor right) => left.bitwise_left_shift_(right);

    /// <summary>As <c>Tensor.bitwise_not</c>.</summary>
    public static Tensor bitwise_not(Tensor input) => input.bitwise_not();

    /// <summary>As <c>Tensor.bitwise_not_</c>.</summary>
    public static Tensor bitwise_not_(Tensor input) => input.bitwise_not_();

    /// <summary>As <c>Tensor.bitwise_or</c>.</summary>
    public static Tensor bitwise_or(Tensor left, Tensor right) => left.bitwise_or(right);

    /// <summary>As <c>Tensor.bitwise_or_</c>.</summary>
    public static Tensor bitwise_or_(Tensor left, Tensor right) => left.bitwise_or_(right);

    /// <summary>As <c>Tensor.bitwise_right_shift</c>.</summary>
    public static Tensor bitwise_right_shift(Tensor left, Tensor right) => left.bitwise_right_shift(right);

    /// <summary>As <c>Tensor.bitwise_right_shift_</c>.</summary>
    public static Tensor bitwise_right_shift_(Tensor left, Tensor right) => left.bitwise_right_shift_(right);

    /// <summary>As <c>Tensor.bitwise_xor</c>.</summary>
    public static Tensor bitwise_xor(Tensor left, Tensor right) => left.bitwise_xor(right);

    /// <summary>As <c>Tensor.bitwise_xor_</c>.</summary>
    public static Tensor bitwise_xor_(Tensor left, Tensor right) => left.bitwise_xor_(right);

    /// <summary>As <c>Tensor.bmm</c>.</summary>
    public static Tensor bmm(Tensor input, Tensor batch2) => input.bmm(batch2);

    /// <summary>As <c>Tensor.broadcast_to</c>.</summary>
    public static Tensor broadcast_to(Tensor input, params long[] shape) => input.broadcast_to(shape);

    /// <summary>As <c>Tensor.ceil</c>.</summary>
    public static Tensor ceil(Tensor input) => input.ceil();

    /// <summary>As <c>Tensor.ceil_</c>.</summary>
    public static Tensor ceil_(Tensor input) => input.ceil_();

    /// <summary>As <c>Tensor.chunk</c>.</summary>
    public static Tensor[] chunk(Tensor input, long chunks, long dim = 0) => input.chunk(chunks, dim);

    /// <summary>As <c>Tensor.clamp</c>.</summary>
    public static Tensor clamp(Tensor input, Scalar? min = null, Scalar? max = null) => input.clamp(min, max);

    /// <summary>As <c>Tensor.clamp</c>.</summary>
    public static Tensor clamp(Tensor input, Tensor? min = null, Tensor? max = null) => input.clamp(min, max);

    /// <summary>As <c>Tensor.clamp_</c>.</summary>
    public static Tensor clamp_(Tensor input, Scalar? min = null, Scalar? max = null) => input.clamp_(min, max);

    /// <summary>As <c>Tensor.clamp_</c>.</summary>
    public static Tensor clamp_(Tensor input, Tensor? min = null, Tensor? max = null) => input.clamp_(min, max);

    /// <summary>As <c>Tensor.clamp_max</c>.</summary>
    public static Tensor clamp_max(Tensor input, Scalar max) => input.clamp_max(max);

    /// <summary>As <c>Tensor.clamp_max_</c>.</summary>
    public static Tensor clamp_max_(Tensor input, Scalar max) => input.clamp_max_(max);

    /// <summary>As <c>Tensor.clamp_min</c>.</summary>
    public static Tensor clamp_min(Tensor input, Scalar min) => input.clamp_min(min);

    /// <summary>As <c>Tensor.clamp_min_</c>.</summary>
    public static Tensor clamp_min_(Tensor input, Scalar min) => input.clamp_min_(min);

    /// <summary>As <c>Tensor.clip</c>.</summary>
    public static Tensor clip(Tensor input, Scalar? min = null, Scalar? max = null) => input.clip(min, max);

    /// <summary>As <c>Tensor.clone</c>.</summary>
    public static Tensor clone(Tensor input) => input.clone();

    /// <summary>As <c>Tensor.copysign</c>.</summary>
    public static Tensor copysign(Tensor input, Tensor other) => input.copysign(other);

    /// <summary>As <c>Tensor.corrcoef</c>.</summary>
    public static Tensor corrcoef(Tensor input) => input.corrcoef();

    /// <summary>As <c>Tensor.cos</c>.</summary>
    public static Tensor cos(Tensor input) => input.cos();

    /// <summary>As <c>Tensor.cos_</c>.</summary>
    public static Tensor cos_(Tensor input) => input.cos_();

    /// <summary>As <c>Tensor.cosh</c>.</summary>
    public static Tensor cosh(Tensor input) => input.cosh();

    /// <summary>As <c>Tensor.cosh_</c>.</summary>
    public static Tensor cosh_(Tensor input) => input.cosh_();

    /// <summary>As <c>Tensor.count_nonzero</c>.</summary>
    public static Tensor count_nonzero(Tensor input, long[]? dims = null) => input.count_nonzero(dims);

    /// <summary>As <c>Tensor.cumprod</c>.</summary>
    public static Tensor cumprod(Tensor input, long dim, ScalarType? dtype = null) => input.cumprod(dim, dtype);

    /// <summary>As <c>Tensor.cumsum</c>.</summary>
    public static Tensor cumsum(Tensor input, long dim, ScalarType? type = null) => input.cumsum(dim, type);

    /// <summary>As <c>Tensor.deg2rad</c>.</summary>
    public static Tensor deg2rad(Tensor input) => input.deg2rad();

    /// <summary>As <c>Tensor.det</c>.</summary>
    public static Tensor det(Tensor input) => input.det();

    /// <summary>As <c>Tensor.diag</c>.</summary>
    public static Tensor diag(Tensor input, long diagonal = 0) => input.diag(diagonal);

    /// <summary>As <c>Tensor.diag_embed</c>.</summary>
    public static Tensor diag_embed(Tensor input, long offset = 0, long dim1 = -2, long dim2 = -1) => input.diag_embed(offset, dim1, dim2);

    /// <summary>As <c>Tensor.diagonal</c>.</summary>
    public static Tensor diagonal(Tensor input, long offset = 0, long dim1 = 0, long dim2 = 1) => input.diagonal(offset, dim1, dim2);

    /// <summary>As <c>Tensor.diff</c>.</summary>
    public static Tensor diff(Tensor input, long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null) =>
        input.diff(n, dim, prepend, append);

    /// <summary>As <c>Tensor.digamma</c>.</summary>
    public static Tensor digamma(Tensor input) => input.digamma();

    /// <summary>As <c>Tensor.digamma_</c>.</summary>
    public static Tensor digamma_(Tensor input) => input.digamma_();

    /// <summary>As <c>Tensor.dist</c>.</summary>
    public static Tensor dist(Tensor input, Tensor other, float p = 2) => input.dist(other, p);

    /// <summary>As <c>Tensor.div</c>.</summary>
    public static Tensor div(Tensor left, Scalar right, RoundingMode rounding_mode = RoundingMode.None) => left.div(right, rounding_mode);

    /// <summary>As <c>Tensor.div</c>.</summary>
    public static Tensor div(Tensor left, Tensor right, RoundingMode rounding_mode = RoundingMode.None) => left.div(right, rounding_mode);

    /// <summary>As <c>Tensor.div_</c>.</summary>
    public static Tensor div_(Tensor left, Scalar right, RoundingMode rounding_mode = RoundingMode.None) => left.div_(right, rounding_mode);

    /// <summary>As <c>Tensor.div_</c>.</summary>
    public static Tensor div_(Tensor left, Tensor right, RoundingMode rounding_mode = RoundingMode.None) => left.div_(right, rounding_mode);

    /// <summary>As <c>Tensor.divide</c>.</summary>
    public static Tensor divide(Tensor left, Scalar right, RoundingMode rounding_mode = RoundingMode.None) =>
        left.divide(right, rounding_mode);

    /// <summary>As <c>Tensor.divide</c>.</summary>
    public static Tensor divide(Tensor left, Tensor right, RoundingMode rounding_mode = RoundingMode.None) =>
        left.divide(right, rounding_mode);

    /// <summary>As <c>Tensor.divide_</c>.</summary>
    public static Tensor divide_(Tensor left, Tensor right, RoundingMode rounding_mode = RoundingMode.None) =>
        left.divide_(right, rounding_mode);

    /// <summary>As <c>Tensor.dot</c>.</summary>
    public static Tensor dot(Tensor input, Tensor other) => input.dot(other);

    /// <summary>As <c>Tensor.eq</c>.</summary>
    public static Tensor eq(Tensor left, Tensor right) => left.eq(right);

    /// <summary>As <c>Tensor.erf</c>.</summary>
    public static Tensor erf(Tensor input) => input.erf();

    /// <summary>As <c>Tensor.erf_</c>.</summary>
    public static Tensor erf_(Tensor input) => input.erf_();

    /// <summary>As <c>Tensor.erfc</c>.</summary>
    public static Tensor erfc(Tensor input) => input.erfc();

    /// <summary>As <c>Tensor.erfc_</c>.</summary>
    public static Tensor erfc_(Tensor input) => input.erfc_();

    /// <summary>As <c>Tensor.erfinv</c>.</summary>
    public static Tensor erfinv(Tensor input) => input.erfinv();

    /// <summary>As <c>Tensor.erfinv_</c>.</summary>
    public static Tensor erfinv_(Tensor input) => input.erfinv_();

    /// <summary>As <c>Tensor.exp</c>.</summary>
    public static Tensor exp(Tensor input) => input.exp();

    /// <summary>As <c>Tensor.exp_</c>.</summary>
    public static Tensor exp_(Tensor input) => input.exp_();

    /// <summary>As <c>Tensor.exp2</c>.</summary>
    public static Tensor exp2(Tensor input) => input.exp2();

    /// <summary>As <c>Tensor.expm1</c>.</summary>
    public static Tensor expm1(Tensor input) => input.expm1();

    /// <summary>As <c>Tensor.expm1_</c>.</summary>
    public static Tensor expm1_(Tensor input) => input.expm1_();

    /// <summary>As <c>Tensor.fix</c>.</summary>
    public static Tensor fix(Tensor input) => input.fix();

    /// <summary>As <c>Tensor.fix_</c>.</summary>
    public static Tensor fix_(Tensor input) => input.fix_();

    /// <summary>As <c>Tensor.flatten</c>.</summary>
    public static Tensor flatten(Tensor input, long start_dim = 0, long end_dim = -1) => input.flatten(start_dim, end_dim);

    /// <summary>As <c>Tensor.flip</c>.</summary>
    public static Tensor flip(Tensor input, params long[] dims) => input.flip(dims);

    /// <summary>As <c>Tensor.fliplr</c>.</summary>
    public static Tensor fliplr(Tensor input) => input.fliplr();

    /// <summary>As <c>Tensor.flipud</c>.</summary>
    public static Tensor flipud(Tensor input) => input.flipud();

    /// <summary>As <c>Tensor.floor</c>.</summary>
    public static Tensor floor(Tensor input) => input.floor();

    /// <summary>As <c>Tensor.floor_</c>.</summary>
    public static Tensor floor_(Tensor input) => input.floor_();

    /// <summary>As <c>Tensor.floor_divide</c>.</summary>
    public static Tensor floor_divide(Tensor input, Tensor other) => input.floor_divide(other);

    /// <summary>As <c>Tensor.fmod</c>.</summary>
    public static Tensor fmod(Tensor left, Scalar right) => left.fmod(right);

    /// <summary>As <c>Tensor.fmod</c>.</summary>
    public static Tensor fmod(Tensor left, Tensor right) => left.fmod(right);

    /// <summary>As <c>Tensor.fmod_</c>.</summary>
    public static Tensor fmod_(Tensor left, Scalar right) => left.fmod_(right);

    /// <summary>As <c>Tensor.fmod_</c>.</summary>
    public static Tensor fmod_(Tensor left, Tensor right) => left.fmod_(right);

    /// <summary>As <c>Tensor.frac</c>.</summary>
    public static Tensor frac(Tensor input) => input.frac();

    /// <summary>As <c>Tensor.frac_</c>.</summary>
    public static Tensor frac_(Tensor input) => input.frac_();

    /// <summary>As <c>Tensor.gather</c>.</summary>
    public static Tensor gather(Tensor input, long dim, Tensor index) => input.gather(dim, index);

    /// <summary>As <c>Tensor.ge</c>.</summary>
    public static Tensor ge(Tensor left, Tensor right) => left.ge(right);

    /// <summary>As <c>Tensor.ger</c>.</summary>
    public static Tensor ger(Tensor input, Tensor vec2) => input.ger(vec2);

    /// <summary>As <c>Tensor.greater</c>.</summary>
    public static Tensor greater(Tensor tensor, Tensor target) => tensor.greater(target);

    /// <summary>As <c>Tensor.greater_equal</c>.</summary>
    public static Tensor greater_equal(Tensor tensor, Tensor target) => tensor.greater_equal(target);

    /// <summary>As <c>Tensor.gt</c>.</summary>
    public static Tensor gt(Tensor left, Tensor right) => left.gt(right);

    /// <summary>As <c>Tensor.histc</c>.</summary>
    public static Tensor histc(Tensor input, long bins = 100, long min = 0, long max = 0) => input.histc(bins, min, max);

    /// <summary>As <c>Tensor.hypot</c>.</summary>
    public static Tensor hypot(Tensor left, Tensor right) => left.hypot(right);

    /// <summary>As <c>Tensor.index_add</c>.</summary>
    public static Tensor index_add(Tensor input, long dim, Tensor index, Tensor source, Scalar alpha) =>
        input.index_add(dim, index, source, alpha);

    /// <summary>As <c>Tensor.index_add_</c>.</summary>
    public static Tensor index_add_(Tensor input, long dim, Tensor index, Tensor source, Scalar alpha) =>
        input.index_add_(dim, index, source, alpha);

    /// <summary>As <c>Tensor.index_copy</c>.</summary>
    public static Tensor index_copy(Tensor input, long dim, Tensor index, Tensor source) => input.index_copy(dim, index, source);

    /// <summary>As <c>Tensor.index_copy_</c>.</summary>
    public static Tensor index_copy_(Tensor input, long dim, Tensor index, Tensor source) => input.index_copy_(dim, index, source);

    /// <summary>As <c>Tensor.index_fill</c>.</summary>
    public static Tensor index_fill(Tensor input, long dim, Tensor index, Scalar value) => input.index_fill(dim, index, value);

    /// <summary>As <c>Tensor.index_fill_</c>.</summary>
    public static Tensor index_fill_(Tensor input, long dim, Tensor index, Scalar value) => input.index_fill_(dim, index, value);

    /// <summary>As <c>Tensor.index_select</c>.</summary>
    public static Tensor index_select(Tensor input, long dim, Tensor index) => input.index_select(dim, index);

    /// <summary>As <c>Tensor.inner</c>.</summary>
    public static Tensor inner(Tensor input, Tensor vec2) => input.inner(vec2);

    /// <summary>As <c>Tensor.inverse</c>.</summary>
    public static Tensor inverse(Tensor input) => input.inverse();

    /// <summary>As <c>Tensor.isclose</c>.</summary>
    public static Tensor isclose(Tensor tensor, Tensor other, double rtol = 1E-05, double atol = 1E-08, bool nanEqual = false) =>
        tensor.isclose(other, rtol, atol, nanEqual);

    /// <summary>As <c>Tensor.isfinite</c>.</summary>
    public static Tensor isfinite(Tensor tensor) => tensor.isfinite();

    /// <summary>As <c>Tensor.isinf</c>.</summary>
    public static Tensor isinf(Tensor tensor) => tensor.isinf();

    /// <summary>As <c>Tensor.isnan</c>.</summary>
    public static Tensor isnan(Tensor input) => input.isnan();

    /// <summary>As <c>Tensor.isneginf</c>.</summary>
    public static Tensor isneginf(Tensor tensor) => tensor.isneginf();

    /// <summary>As <c>Tensor.isposinf</c>.</summary>
    public static Tensor isposinf(Tensor tensor) => tensor.isposinf();

    /// <summary>As <c>Tensor.le</c>.</summary>
    public static Tensor le(Tensor left, Tensor right) => left.le(right);

    /// <summary>As <c>Tensor.less</c>.</summary>
    public static Tensor less(Tensor tensor, Tensor target) => tensor.less(target);

    /// <summary>As <c>Tensor.less_equal</c>.</summary>
    public static Tensor less_equal(Tensor tensor, Tensor target) => tensor.less_equal(target);

    /// <summary>As <c>Tensor.lgamma</c>.</summary>
    public static Tensor lgamma(Tensor input) => input.lgamma();

    /// <summary>As <c>Tensor.lgamma_</c>.</summary>
    public static Tensor lgamma_(Tensor input) => input.lgamma_();

    /// <summary>As <c>Tensor.log</c>.</summary>
    public static Tensor log(Tensor input) => input.log();

    /// <summary>As <c>Tensor.log_</c>.</summary>
    public static Tensor log_(Tensor input) => input.log_();

    /// <summary>As <c>Tensor.log10</c>.</summary>
    public static Tensor log10(Tensor input) => input.log10();

    /// <summary>As <c>Tensor.log10_</c>.</summary>
    public static Tensor log10_(Tensor input) => input.log10_();

    /// <summary>As <c>Tensor.log1p</c>.</summary>
    public static Tensor log1p(Tensor input) => input.log1p();

    /// <summary>As <c>Tensor.log1p_</c>.</summary>
    public static Tensor log1p_(Tensor input) => input.log1p_();

    /// <summary>As <c>Tensor.log2</c>.</summary>
    public static Tensor log2(Tensor input) => input.log2();

    /// <summary>As <c>Tensor.log2_</c>.</summary>
    public static Tensor log2_(Tensor input) => input.log2_();

    /// <summary>As <c>Tensor.logaddexp</c>.</summary>
    public static Tensor logaddexp(Tensor left, Tensor right) => left.logaddexp(right);

    /// <summary>As <c>Tensor.logcumsumexp</c>.</summary>
    public static Tensor logcumsumexp(Tensor input, long dim) => input.logcumsumexp(dim);

    /// <summary>As <c>Tensor.logical_and</c>.</summary>
    public static Tensor logical_and(Tensor left, Tensor right) => left.logical_and(right);

    /// <summary>As <c>Tensor.logical_and_</c>.</summary>
    public static Tensor logical_and_(Tensor left, Tensor right) => left.logical_and_(right);

    /// <summary>As <c>Tensor.logical_not</c>.</summary>
    public static Tensor logical_not(Tensor input) => input.logical_not();

    /// <summary>As <c>Tensor.logical_or</c>.</summary>
    public static Tensor logical_or(Tensor left, Tensor right) => left.logical_or(right);

    /// <summary>As <c>Tensor.logical_or_</c>.</summary>
    public static Tensor logical_or_(Tensor left, Tensor right) => left.logical_or_(right);

    /// <summary>As <c>Tensor.logical_xor</c>.</summary>
    public static Tensor logical_xor(Tensor left, Tensor right) => left.logical_xor(right);

    /// <summary>As <c>Tensor.logical_xor_</c>.</summary>
    public static Tensor logical_xor_(Tensor left, Tensor right) => left.logical_xor_(right);

    /// <summary>As <c>Tensor.logsumexp</c>.</summary>
    public static Tensor logsumexp(Tensor input, long dim, bool keepdim = false) => input.logsumexp(dim, keepdim);

    /// <summary>As <c>Tensor.lt</c>.</summary>
    public static Tensor lt(Tensor left, Tensor right) => left.lt(right);
}
