using SeRes2Net.Torch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Sum.</summary>
        public Tensor add(Tensor target) => Aten.AddTensor.Call(this, target);

        /// <summary>Sum.</summary>
        public Tensor add(Scalar scalar) => Aten.AddScalar.Call(this, scalar);

        /// <summary>Sum with <c>alpha</c> times the second operand.</summary>
        public Tensor add(Tensor target, Scalar alpha) => Aten.AddTensor.Call(this, target, alpha);

        /// <summary>Sum with <c>alpha</c> times the second operand.</summary>
        public Tensor add(Scalar scalar, Scalar alpha) => Aten.AddScalar.Call(this, scalar, alpha);

        /// <summary>Sum, in place.</summary>
        public Tensor add_(Tensor target)
        {
            Aten.AddInPlaceTensor.Run(this, target);
            return this;
        }

        /// <summary>Sum, in place.</summary>
        public Tensor add_(Scalar scalar)
        {
            Aten.AddInPlaceScalar.Run(this, scalar);
            return this;
        }

        /// <summary>Sum with <c>alpha</c> times the second operand, in place.</summary>
        public Tensor add_(Tensor target, Scalar alpha)
        {
            Aten.AddInPlaceTensor.Run(this, target, alpha);
            return this;
        }

        /// <summary>Sum with <c>alpha</c> times the second operand, in place.</summary>
        public Tensor add_(Scalar scalar, Scalar alpha)
        {
            Aten.AddInPlaceScalar.Run(this, scalar, alpha);
            return this;
        }

        /// <summary>beta * this + alpha * product.</summary>
        public Tensor addbmm(Tensor batch1, Tensor batch2, float beta = 1f, float alpha = 1f) =>
            Aten.Addbmm.Call(this, batch1, batch2, (double)beta, (double)alpha);

        /// <summary>This + value * tensor1 / tensor2.</summary>
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.Addcdiv.Call(this, tensor1, tensor2, value);

        /// <summary>This + value * tensor1 / tensor2, in place.</summary>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value)
        {
            Aten.AddcdivInPlace.Run(this, tensor1, tensor2, value);
            return this;
        }

        /// <summary>This + value * tensor1 * tensor2.</summary>
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.Addcmul.Call(this, tensor1, tensor2, value);

        /// <summary>This + value * tensor1 * tensor2, in place.</summary>
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value)
        {
            Aten.AddcmulInPlace.Run(this, tensor1, tensor2, value);
            return this;
        }

        /// <summary>beta * this + alpha * product.</summary>
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1f, float alpha = 1f) =>
            Aten.Addmm.Call(this, mat1, mat2, (double)beta, (double)alpha);

        /// <summary>beta * this + alpha * product.</summary>
        public Tensor addmv(Tensor mat, Tensor vec, float beta = 1f, float alpha = 1f) =>
            Aten.Addmv.Call(this, mat, vec, (double)beta, (double)alpha);

        /// <summary>beta * this + alpha * product.</summary>
        public Tensor addr(Tensor vec1, Tensor vec2, float beta = 1f, float alpha = 1f) =>
            Aten.Addr.Call(this, vec1, vec2, (double)beta, (double)alpha);

        /// <summary>Angle of the point (other, this).</summary>
        public Tensor atan2(Tensor other) => Aten.Atan2.Call(this, other);

        /// <summary>beta * this + alpha * product.</summary>
        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1f, float alpha = 1f) =>
            Aten.Baddbmm.Call(this, batch1, batch2, (double)beta, (double)alpha);

        /// <summary>Bitwise and.</summary>
        public Tensor bitwise_and(Tensor other) => Aten.BitwiseAndTensor.Call(this, other);

        /// <summary>Bitwise and, in place.</summary>
        public Tensor bitwise_and_(Tensor other)
        {
            Aten.BitwiseAndInPlaceTensor.Run(this, other);
            return this;
        }

        /// <summary>Bitwise left shift.</summary>
        public Tensor bitwise_left_shift(Tensor other) => Aten.BitwiseLeftShiftTensor.Call(this, other);

        /// <summary>Bitwise left shift, in place.</summary>
        public Tensor bitwise_left_shift_(Tensor other)
        {
            Aten.BitwiseLeftShiftInPlaceTensor.Run(this, other);
            return this;
        }

        /// <summary>Bitwise or.</summary>
        public Tensor bitwise_or(Tensor other) => Aten.BitwiseOrTensor.Call(this, other);

        /// <summary>Bitwise or, in place.</summary>
        public Tensor bitwise_or_(Tensor other)
        {
            Aten.BitwiseOrInPlaceTensor.Run(this, other);
            return this;
        }

        /// <summary>Bitwise right shift.</summary>
        public Tensor bitwise_right_shift(Tensor other) => Aten.BitwiseRightShiftTensor.Call(this, other);

        /// <summary>Bitwise right shift, in place.</summary>
        public Tensor bitwise_right_shift_(Tensor other)
        {
            Aten.BitwiseRightShiftInPlaceTensor.Run(this, other);
            return this;
        }

        /// <summary>Bitwise xor.</summary>
        public Tensor bitwise_xor(Tensor other) => Aten.BitwiseXorTensor.Call(this, other);

        /// <summary>Bitwise xor, in place.</summary>
        public Tensor bitwise_xor_(Tensor other)
        {
            Aten.BitwiseXorInPlaceTensor.Run(this, other);
            return this;
        }

        /// <summary>Matrix products [N, A, B] x [N, B, C].</summary>
        public Tensor bmm(Tensor batch2) => Aten.Bmm.Call(this, batch2);

        /// <summary>This with the sign of the other.</summary>
        public Tensor copysign(Tensor other) => Aten.CopysignTensor.Call(this, other);

        /// <summary>Quotient, rounded as <c>rounding_mode</c> says.</summary>
        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None)
        {
            return rounding_mode == RoundingMode.None
                ? Aten.DivTensor.Call(this, target)
                : Aten.DivTensorMode.Call(this, target, rounding_mode.ToString());
        }

        /// <summary>Quotient, rounded as <c>rounding_mode</c> says.</summary>
        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None)
        {
            return rounding_mode == RoundingMode.None
                ? Aten.DivScalar.Call(this, target)
                : Aten.DivScalarMode.Call(this, target, rounding_mode.ToString());
        }

        /// <summary>Quotient, rounded as <c>rounding_mode</c> says, in place.</summary>
        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None)
        {
            if (rounding_mode == RoundingMode.None)
                Aten.DivInPlaceTensor.Run(this, target);
            else
                Aten.DivInPlaceTensorMode.Run(this, target, rounding_mode.ToString());
            return this;
        }

        /// <summary>Quotient, rounded as <c>rounding_mode</c> says, in place.</summary>
        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None)
        {
            if (rounding_mode == RoundingMode.None)
                Aten.DivInPlaceScalar.Run(this, target);
            else
                Aten.DivInPlaceScalarMode.Run(this, target, rounding_mode.ToString());
            return this;
        }

        /// <summary>Quotient, as <c>div</c>.</summary>
        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        /// <summary>Quotient, as <c>div</c>.</summary>
        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        /// <summary>Quotient, as <c>div</c>.</summary>
        public Tensor divide_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);

        /// <summary>Quotient, as <c>div</c>.</summary>
        public Tensor divide_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);

        /// <summary>This + weight * (end - this).</summary>
        public Tensor lerp(Tensor end, Tensor weight) => Aten.LerpTensor.Call(this, end, weight);

        /// <summary>This + weight * (end - this), in place.</summary>
        public Tensor lerp_(Tensor end, Tensor weight)
        {
            Aten.LerpInPlaceTensor.Run(this, end, weight);
            return this;
        }

        /// <summary>Inner product of two vectors.</summary>
        public Tensor dot(Tensor target) => Aten.Dot.Call(this, target);

        /// <summary>Quotient rounded down.</summary>
        public Tensor floor_divide(Tensor other) => Aten.FloorDivide.Call(this, other);

        /// <summary>Quotient rounded down.</summary>
        public Tensor floor_divide(Scalar other) => Aten.FloorDivideScalar.Call(this, other);

        /// <summary>Remainder with the sign of the dividend.</summary>
        public Tensor fmod(Tensor target) => Aten.FmodTensor.Call(this, target);

        /// <summary>Remainder with the sign of the dividend.</summary>
        public Tensor fmod(Scalar scalar) => Aten.FmodScalar.Call(this, scalar);

        /// <summary>Remainder with the sign of the dividend, in place.</summary>
        public Tensor fmod_(Tensor target)
        {
            Aten.FmodInPlaceTensor.Run(this, target);
            return this;
        }

        /// <summary>Remainder with the sign of the dividend, in place.</summary>
        public Tensor fmod_(Scalar scalar)
        {
            Aten.FmodInPlaceScalar.Run(this, scalar);
            return this;
        }

        /// <summary>Outer product of two vectors.</summary>
        public Tensor ger(Tensor vec2) => Aten.Ger.Call(this, vec2);

        /// <summary>Root of the sum of squares.</summary>
        public Tensor hypot(Tensor other) => Aten.Hypot.Call(this, other);

        /// <summary>Inner product along the last dimension.</summary>
        public Tensor inner(Tensor vec2) => Aten.Inner.Call(this, vec2);

        /// <summary>log(exp(a) + exp(b)).</summary>
        public Tensor logaddexp(Tensor other) => Aten.Logaddexp.Call(this, other);

        /// <summary>Matrix product, batched and broadcast.</summary>
        public Tensor matmul(Tensor target) => Aten.Matmul.Call(this, target);

        /// <summary>Product of two matrices.</summary>
        public Tensor mm(Tensor target) => Aten.Mm.Call(this, target);

        /// <summary>Product.</summary>
        public Tensor mul(Tensor target) => Aten.MulTensor.Call(this, target);

        /// <summary>Product.</summary>
        public Tensor mul(Scalar target) => Aten.MulScalar.Call(this, target);

        /// <summary>Product, in place.</summary>
        public Tensor mul_(Tensor target)
        {
            Aten.MulInPlaceTensor.Run(this, target);
            return this;
        }

        /// <summary>Product, in place.</summary>
        public Tensor mul_(Scalar target)
        {
            Aten.MulInPlaceScalar.Run(this, target);
            return this;
        }

        /// <summary>As <c>mul</c>.</summary>
        public Tensor multiply(Tensor target) => mul(target);

        /// <summary>As <c>mul</c>.</summary>
        public Tensor multiply(Scalar target) => mul(target);

        /// <summary>Product of matrix and vector.</summary>
        public Tensor mv(Tensor target) => Aten.Mv.Call(this, target);

        /// <summary>Outer product of two vectors.</summary>
        public Tensor outer(Tensor vec2) => Aten.Outer.Call(this, vec2);

        /// <summary>Power.</summary>
        public Tensor pow(Tensor exponent) => Aten.PowTensorTensor.Call(this, exponent);

        /// <summary>Power.</summary>
        public Tensor pow(Scalar exponent) => Aten.PowTensorScalar.Call(this, exponent);

        /// <summary>Power, in place.</summary>
        public Tensor pow_(Tensor exponent)
        {
            Aten.PowInPlaceTensor.Run(this, exponent);
            return this;
        }

        /// <summary>Power, in place.</summary>
        public Tensor pow_(Scalar exponent)
        {
            Aten.PowInPlaceScalar.Run(this, exponent);
            return this;
        }

        /// <summary>max(x, 0) + weight * min(x, 0).</summary>
        public Tensor prelu(Tensor target) => Aten.Prelu.Call(this, target);

        /// <summary>Remainder with the sign of the divisor.</summary>
        public Tensor remainder(Tensor target) => Aten.RemainderTensor.Call(this, target);

        /// <summary>Remainder with the sign of the divisor.</summary>
        public Tensor remainder(Scalar scalar) => Aten.RemainderScalar.Call(this, scalar);

        /// <summary>Remainder with the sign of the divisor, in place.</summary>
        public Tensor remainder_(Tensor target)
        {
            Aten.RemainderInPlaceTensor.Run(this, target);
            return this;
        }

        /// <summary>Remainder with the sign of the divisor, in place.</summary>
        public Tensor remainder_(Scalar scalar)
        {
            Aten.RemainderInPlaceScalar.Run(this, scalar);
            return this;
        }

        /// <summary>Difference.</summary>
        public Tensor sub(Tensor target) => Aten.SubTensor.Call(this, target);

        /// <summary>Difference.</summary>
        public Tensor sub(Scalar target) => Aten.SubScalar.Call(this, target);

        /// <summary>Difference, in place.</summary>
        public Tensor sub_(Tensor target)
        {
            Aten.SubInPlaceTensor.Run(this, target);
            return this;
        }

        /// <summary>Difference, in place.</summary>
        public Tensor sub_(Scalar target)
        {
            Aten.SubInPlaceScalar.Run(this, target);
            return this;
        }

        /// <summary>As <c>sub</c>.</summary>
        public Tensor subtract(Tensor target) => sub(target);

        /// <summary>As <c>sub</c>.</summary>
        public Tensor subtract(Scalar target) => sub(target);

        /// <summary>As <c>sub</c>.</summary>
        public Tensor subtract_(Tensor target) => sub_(target);

        /// <summary>As <c>sub</c>.</summary>
        public Tensor subtract_(Scalar target) => sub_(target);

        /// <summary>Inner product of two vectors, the first conjugated.</summary>
        public Tensor vdot(Tensor target) => Aten.Vdot.Call(this, target);
    }
}
