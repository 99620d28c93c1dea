using SeRes2Net.Torch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Absolute values.</summary>
        public Tensor abs() => Aten.Abs.Call(this);

        /// <summary>Absolute values. In place.</summary>
        public Tensor abs_()
        {
            Aten.AbsInPlace.Run(this);
            return this;
        }

        /// <summary>Absolute values.</summary>
        public Tensor absolute() => Aten.Absolute.Call(this);

        /// <summary>Absolute values. In place.</summary>
        public Tensor absolute_()
        {
            Aten.AbsoluteInPlace.Run(this);
            return this;
        }

        /// <summary>Inverse cosines.</summary>
        public Tensor acos() => Aten.Acos.Call(this);

        /// <summary>Inverse cosines. In place.</summary>
        public Tensor acos_()
        {
            Aten.AcosInPlace.Run(this);
            return this;
        }

        /// <summary>Inverse hyperbolic cosines.</summary>
        public Tensor acosh() => Aten.Acosh.Call(this);

        /// <summary>Inverse hyperbolic cosines. In place.</summary>
        public Tensor acosh_()
        {
            Aten.AcoshInPlace.Run(this);
            return this;
        }

        /// <summary>Inverse sines.</summary>
        public Tensor asin() => Aten.Asin.Call(this);

        /// <summary>Inverse sines. In place.</summary>
        public Tensor asin_()
        {
            Aten.AsinInPlace.Run(this);
            return this;
        }

        /// <summary>Inverse hyperbolic sines.</summary>
        public Tensor asinh() => Aten.Asinh.Call(this);

        /// <summary>Inverse hyperbolic sines. In place.</summary>
        public Tensor asinh_()
        {
            Aten.AsinhInPlace.Run(this);
            return this;
        }

        /// <summary>Inverse tangents.</summary>
        public Tensor atan() => Aten.Atan.Call(this);

        /// <summary>Inverse tangents. In place.</summary>
        public Tensor atan_()
        {
            Aten.AtanInPlace.Run(this);
            return this;
        }

        /// <summary>Inverse hyperbolic tangents.</summary>
        public Tensor atanh() => Aten.Atanh.Call(this);

        /// <summary>Inverse hyperbolic tangents. In place.</summary>
        public Tensor atanh_()
        {
            Aten.AtanhInPlace.Run(this);
            return this;
        }

        /// <summary>Bits inverted.</summary>
        public Tensor bitwise_not() => Aten.BitwiseNot.Call(this);

        /// <summary>Bits inverted. In place.</summary>
        public Tensor bitwise_not_()
        {
            Aten.BitwiseNotInPlace.Run(this);
            return this;
        }

        /// <summary>Rounded up.</summary>
        public Tensor ceil() => Aten.Ceil.Call(this);

        /// <summary>Rounded up. In place.</summary>
        public Tensor ceil_()
        {
            Aten.CeilInPlace.Run(this);
            return this;
        }

        /// <summary>Limited to [min, max]; null leaves a side open.</summary>
        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Aten.Clamp.Call(this, min, max);

        /// <summary>Limited element by element; null leaves a side open.</summary>
        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Aten.ClampTensor.Call(this, min, max);

        /// <summary>Limited to [min, max]; null leaves a side open, in place.</summary>
        public Tensor clamp_(Scalar? min = null, Scalar? max = null)
        {
            Aten.ClampInPlace.Run(this, min, max);
            return this;
        }

        /// <summary>Limited element by element; null leaves a side open, in place.</summary>
        public Tensor clamp_(Tensor? min = null, Tensor? max = null)
        {
            Aten.ClampInPlaceTensor.Run(this, min, max);
            return this;
        }

        /// <summary>Limited from above.</summary>
        public Tensor clamp_max(Scalar max) => Aten.ClampMax.Call(this, max);

        /// <summary>Limited from above, in place.</summary>
        public Tensor clamp_max_(Scalar max)
        {
            Aten.ClampMaxInPlace.Run(this, max);
            return this;
        }

        /// <summary>Limited from below.</summary>
        public Tensor clamp_min(Scalar min) => Aten.ClampMin.Call(this, min);

        /// <summary>Limited from below, in place.</summary>
        public Tensor clamp_min_(Scalar min)
        {
            Aten.ClampMinInPlace.Run(this, min);
            return this;
        }

        /// <summary>As <c>clamp</c>.</summary>
        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);

        /// <summary>Copies from another tensor, converting type and device, broadcasting the shape.</summary>
        public Tensor copy_(Tensor source, bool nonBlocking = false)
        {
            Aten.CopyInPlace.Run(this, source, nonBlocking);
            return this;
        }

        /// <summary>Cosines.</summary>
        public Tensor cos() => Aten.Cos.Call(this);

        /// <summary>Cosines. In place.</summary>
        public Tensor cos_()
        {
            Aten.CosInPlace.Run(this);
            return this;
        }

        /// <summary>Hyperbolic cosines.</summary>
        public Tensor cosh() => Aten.Cosh.Call(this);

        /// <summary>Hyperbolic cosines. In place.</summary>
        public Tensor cosh_()
        {
            Aten.CoshInPlace.Run(this);
            return this;
        }

        /// <summary>Degrees to radians.</summary>
        public Tensor deg2rad() => Aten.Deg2rad.Call(this);

        /// <summary>Digamma function.</summary>
        public Tensor digamma() => Aten.Digamma.Call(this);

        /// <summary>Digamma function. In place.</summary>
        public Tensor digamma_()
        {
            Aten.DigammaInPlace.Run(this);
            return this;
        }

        /// <summary>Error function.</summary>
        public Tensor erf() => Aten.Erf.Call(this);

        /// <summary>Error function. In place.</summary>
        public Tensor erf_()
        {
            Aten.ErfInPlace.Run(this);
            return this;
        }

        /// <summary>Complementary error function.</summary>
        public Tensor erfc() => Aten.Erfc.Call(this);

        /// <summary>Complementary error function. In place.</summary>
        public Tensor erfc_()
        {
            Aten.ErfcInPlace.Run(this);
            return this;
        }

        /// <summary>Inverse error function.</summary>
        public Tensor erfinv() => Aten.Erfinv.Call(this);

        /// <summary>Inverse error function. In place.</summary>
        public Tensor erfinv_()
        {
            Aten.ErfinvInPlace.Run(this);
            return this;
        }

        /// <summary>e to the power of each element.</summary>
        public Tensor exp() => Aten.Exp.Call(this);

        /// <summary>e to the power of each element. In place.</summary>
        public Tensor exp_()
        {
            Aten.ExpInPlace.Run(this);
            return this;
        }

        /// <summary>2 to the power of each element.</summary>
        public Tensor exp2() => Aten.Exp2.Call(this);

        /// <summary>exp(x) - 1.</summary>
        public Tensor expm1() => Aten.Expm1.Call(this);

        /// <summary>exp(x) - 1. In place.</summary>
        public Tensor expm1_()
        {
            Aten.Expm1InPlace.Run(this);
            return this;
        }

        /// <summary>Every element set to <c>value</c>.</summary>
        public Tensor fill_(Scalar value)
        {
            Aten.FillInPlaceScalar.Run(this, value);
            return this;
        }

        /// <summary>Rounded towards zero.</summary>
        public Tensor fix() => Aten.Fix.Call(this);

        /// <summary>Rounded towards zero. In place.</summary>
        public Tensor fix_()
        {
            Aten.FixInPlace.Run(this);
            return this;
        }

        /// <summary>Rounded down.</summary>
        public Tensor floor() => Aten.Floor.Call(this);

        /// <summary>Rounded down. In place.</summary>
        public Tensor floor_()
        {
            Aten.FloorInPlace.Run(this);
            return this;
        }

        /// <summary>The part behind the point.</summary>
        public Tensor frac() => Aten.Frac.Call(this);

        /// <summary>The part behind the point. In place.</summary>
        public Tensor frac_()
        {
            Aten.FracInPlace.Run(this);
            return this;
        }

        /// <summary>x times the normal distribution function of x (arXiv:1606.08415).</summary>
        public Tensor gelu() => Aten.Gelu.Call(this);

        /// <summary>min(max(x / 6 + 1 / 2, 0), 1).</summary>
        public Tensor hardsigmoid() => Aten.Hardsigmoid.Call(this);

        /// <summary>min(max(x / 6 + 1 / 2, 0), 1). In place.</summary>
        public Tensor hardsigmoid_()
        {
            Aten.HardsigmoidInPlace.Run(this);
            return this;
        }

        /// <summary>x * hardsigmoid(x).</summary>
        public Tensor hardswish() => Aten.Hardswish.Call(this);

        /// <summary>x * hardsigmoid(x). In place.</summary>
        public Tensor hardswish_()
        {
            Aten.HardswishInPlace.Run(this);
            return this;
        }

        /// <summary>Limited to [min, max].</summary>
        public Tensor hardtanh(Scalar min, Scalar max) => Aten.Hardtanh.Call(this, min, max);

        /// <summary>Limited to [min, max], in place.</summary>
        public Tensor hardtanh_(Scalar min, Scalar max)
        {
            Aten.HardtanhInPlace.Run(this, min, max);
            return this;
        }

        /// <summary>Where elements are neither infinite nor NaN.</summary>
        public Tensor isfinite() => Aten.Isfinite.Call(this);

        /// <summary>Where elements are infinite.</summary>
        public Tensor isinf() => Aten.Isinf.Call(this);

        /// <summary>Where elements are NaN.</summary>
        public Tensor isnan() => Aten.Isnan.Call(this);

        /// <summary>Where elements are minus infinity.</summary>
        public Tensor isneginf() => Aten.Isneginf.Call(this);

        /// <summary>Where elements are plus infinity.</summary>
        public Tensor isposinf() => Aten.Isposinf.Call(this);

        /// <summary>max(x, 0) + slope * min(x, 0).</summary>
        public Tensor leaky_relu(Scalar negative_slope) => Aten.LeakyRelu.Call(this, negative_slope);

        /// <summary>max(x, 0) + slope * min(x, 0), in place.</summary>
        public Tensor leaky_relu_(Scalar negative_slope)
        {
            Aten.LeakyReluInPlace.Run(this, negative_slope);
            return this;
        }

        /// <summary>Logarithm of the gamma function.</summary>
        public Tensor lgamma() => Aten.Lgamma.Call(this);

        /// <summary>Logarithm of the gamma function. In place.</summary>
        public Tensor lgamma_()
        {
            Aten.LgammaInPlace.Run(this);
            return this;
        }

        /// <summary>Natural logarithms.</summary>
        public Tensor log() => Aten.Log.Call(this);

        /// <summary>Natural logarithms. In place.</summary>
        public Tensor log_()
        {
            Aten.LogInPlace.Run(this);
            return this;
        }

        /// <summary>Logarithms to base 10.</summary>
        public Tensor log10() => Aten.Log10.Call(this);

        /// <summary>Logarithms to base 10. In place.</summary>
        public Tensor log10_()
        {
            Aten.Log10InPlace.Run(this);
            return this;
        }

        /// <summary>log(1 + x).</summary>
        public Tensor log1p() => Aten.Log1p.Call(this);

        /// <summary>log(1 + x). In place.</summary>
        public Tensor log1p_()
        {
            Aten.Log1pInPlace.Run(this);
            return this;
        }

        /// <summary>Logarithms to base 2.</summary>
        public Tensor log2() => Aten.Log2.Call(this);

        /// <summary>Logarithms to base 2. In place.</summary>
        public Tensor log2_()
        {
            Aten.Log2InPlace.Run(this);
            return this;
        }

        /// <summary>Logarithm of the sigmoid.</summary>
        public Tensor log_sigmoid() => Aten.LogSigmoid.Call(this);

        /// <summary>Logarithm of the softmax along a dimension.</summary>
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Aten.LogSoftmaxInt.Call(this, dim, dtype);

        /// <summary>Truth inverted.</summary>
        public Tensor logical_not() => Aten.LogicalNot.Call(this);

        /// <summary>Truth inverted. In place.</summary>
        public Tensor logical_not_()
        {
            Aten.LogicalNotInPlace.Run(this);
            return this;
        }

        /// <summary><c>value</c> where the mask is true.</summary>
        public Tensor masked_fill(Tensor mask, Scalar value) => Aten.MaskedFillScalar.Call(this, mask, value);

        /// <summary><c>value</c> where the mask is true, in place.</summary>
        public Tensor masked_fill_(Tensor mask, Scalar value)
        {
            Aten.MaskedFillInPlaceScalar.Run(this, mask, value);
            return this;
        }

        /// <summary>NaN and infinities replaced.</summary>
        public Tensor nan_to_num(double nan = 0, double? posinf = null, double? neginf = null) =>
            Aten.NanToNum.Call(this, nan, posinf, neginf);

        /// <summary>Negated.</summary>
        public Tensor neg() => Aten.Neg.Call(this);

        /// <summary>Negated. In place.</summary>
        public Tensor neg_()
        {
            Aten.NegInPlace.Run(this);
            return this;
        }

        /// <summary>Negated.</summary>
        public Tensor negative() => Aten.Negative.Call(this);

        /// <summary>The tensor itself.</summary>
        public Tensor positive() => Aten.Positive.Call(this);

        /// <summary>Radians to degrees.</summary>
        public Tensor rad2deg() => Aten.Rad2deg.Call(this);

        /// <summary>1 / x.</summary>
        public Tensor reciprocal() => Aten.Reciprocal.Call(this);

        /// <summary>1 / x. In place.</summary>
        public Tensor reciprocal_()
        {
            Aten.ReciprocalInPlace.Run(this);
            return this;
        }

        /// <summary>max(x, 0).</summary>
        public Tensor relu() => Aten.Relu.Call(this);

        /// <summary>max(x, 0). In place.</summary>
        public Tensor relu_()
        {
            Aten.ReluInPlace.Run(this);
            return this;
        }

        /// <summary>min(max(x, 0), 6).</summary>
        public Tensor relu6() => Aten.Relu6.Call(this);

        /// <summary>min(max(x, 0), 6). In place.</summary>
        public Tensor relu6_()
        {
            Aten.Relu6InPlace.Run(this);
            return this;
        }

        /// <summary>Rounded to a number of decimals, halves to even.</summary>
        public Tensor round(long decimals = 0) => decimals == 0 ? Aten.Round.Call(this) : Aten.RoundDecimals.Call(this, decimals);

        /// <summary>Rounded to a number of decimals, halves to even, in place.</summary>
        public Tensor round_(long decimals = 0)
        {
            if (decimals == 0)
                Aten.RoundInPlace.Run(this);
            else
                Aten.RoundInPlaceDecimals.Run(this, decimals);
            return this;
        }

        /// <summary>1 / sqrt(x).</summary>
        public Tensor rsqrt() => Aten.Rsqrt.Call(this);

        /// <summary>1 / sqrt(x). In place.</summary>
        public Tensor rsqrt_()
        {
            Aten.RsqrtInPlace.Run(this);
            return this;
        }

        /// <summary>Lets this tensor share the storage of another.</summary>
        public Tensor set_(Tensor source)
        {
            Aten.SetInPlaceSourceTensor.Run(this, source);
            return this;
        }

        /// <summary>Signs; of complex numbers, directions.</summary>
        public Tensor sgn() => Aten.Sgn.Call(this);

        /// <summary>Signs; of complex numbers, directions. In place.</summary>
        public Tensor sgn_()
        {
            Aten.SgnInPlace.Run(this);
            return this;
        }

        /// <summary>1 / (1 + exp(-x)).</summary>
        public Tensor sigmoid() => Aten.Sigmoid.Call(this);

        /// <summary>1 / (1 + exp(-x)). In place.</summary>
        public Tensor sigmoid_()
        {
            Aten.SigmoidInPlace.Run(this);
            return this;
        }

        /// <summary>Signs.</summary>
        public Tensor sign() => Aten.Sign.Call(this);

        /// <summary>Signs. In place.</summary>
        public Tensor sign_()
        {
            Aten.SignInPlace.Run(this);
            return this;
        }

        /// <summary>Where the sign bit is set.</summary>
        public Tensor signbit() => Aten.Signbit.Call(this);

        /// <summary>x * sigmoid(x).</summary>
        public Tensor silu() => Aten.Silu.Call(this);

        /// <summary>x * sigmoid(x). In place.</summary>
        public Tensor silu_()
        {
            Aten.SiluInPlace.Run(this);
            return this;
        }

        /// <summary>Sines.</summary>
        public Tensor sin() => Aten.Sin.Call(this);

        /// <summary>Sines. In place.</summary>
        public Tensor sin_()
        {
            Aten.SinInPlace.Run(this);
            return this;
        }

        /// <summary>sin(pi x) / (pi x).</summary>
        public Tensor sinc() => Aten.Sinc.Call(this);

        /// <summary>sin(pi x) / (pi x). In place.</summary>
        public Tensor sinc_()
        {
            Aten.SincInPlace.Run(this);
            return this;
        }

        /// <summary>Hyperbolic sines.</summary>
        public Tensor sinh() => Aten.Sinh.Call(this);

        /// <summary>Hyperbolic sines. In place.</summary>
        public Tensor sinh_()
        {
            Aten.SinhInPlace.Run(this);
            return this;
        }

        /// <summary>Softmax along a dimension.</summary>
        public Tensor softmax(long dim, ScalarType? dtype = null) => Aten.SoftmaxInt.Call(this, dim, dtype);

        /// <summary>log(1 + exp(beta x)) / beta, linear above the threshold.</summary>
        public Tensor softplus(double beta = 1, double threshold = 20) => Aten.Softplus.Call(this, beta, threshold);

        /// <summary>Square roots.</summary>
        public Tensor sqrt() => Aten.Sqrt.Call(this);

        /// <summary>Square roots. In place.</summary>
        public Tensor sqrt_()
        {
            Aten.SqrtInPlace.Run(this);
            return this;
        }

        /// <summary>Squares.</summary>
        public Tensor square() => Aten.Square.Call(this);

        /// <summary>Tangents.</summary>
        public Tensor tan() => Aten.Tan.Call(this);

        /// <summary>Tangents. In place.</summary>
        public Tensor tan_()
        {
            Aten.TanInPlace.Run(this);
            return this;
        }

        /// <summary>Hyperbolic tangents.</summary>
        public Tensor tanh() => Aten.Tanh.Call(this);

        /// <summary>Hyperbolic tangents. In place.</summary>
        public Tensor tanh_()
        {
            Aten.TanhInPlace.Run(this);
            return this;
        }

        /// <summary>Rounded towards zero.</summary>
        public Tensor trunc() => Aten.Trunc.Call(this);

        /// <summary>Rounded towards zero. In place.</summary>
        public Tensor trunc_()
        {
            Aten.TruncInPlace.Run(this);
            return this;
        }

        /// <summary>Every element set to zero.</summary>
        public Tensor zero_()
        {
            Aten.ZeroInPlace.Run(this);
            return this;
        }
    }
}
