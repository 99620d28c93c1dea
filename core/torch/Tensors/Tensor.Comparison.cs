using SeRes2Net.Torch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Whether all elements are close.</summary>
        public bool allclose(Tensor target, double rtol = 1E-05, double atol = 1E-08, bool equal_nan = false) =>
            Aten.Allclose.CallNumber(this, target, rtol, atol, equal_nan) != 0;

        /// <summary>Where this is equal.</summary>
        public Tensor eq(Tensor target) => Aten.EqTensor.Call(this, target);

        /// <summary>Where this is equal.</summary>
        public Tensor eq(Scalar target) => Aten.EqScalar.Call(this, target);

        /// <summary>Where this is equal, in place.</summary>
        public Tensor eq_(Tensor target)
        {
            Aten.EqInPlaceTensor.Run(this, target);
            return this;
        }

        /// <summary>Where this is equal, in place.</summary>
        public Tensor eq_(Scalar target)
        {
            Aten.EqInPlaceScalar.Run(this, target);
            return this;
        }

        /// <summary>Where this is greater or equal.</summary>
        public Tensor ge(Tensor target) => Aten.GeTensor.Call(this, target);

        /// <summary>Where this is greater or equal.</summary>
        public Tensor ge(Scalar target) => Aten.GeScalar.Call(this, target);

        /// <summary>Where this is greater or equal, in place.</summary>
        public Tensor ge_(Tensor target)
        {
            Aten.GeInPlaceTensor.Run(this, target);
            return this;
        }

        /// <summary>Where this is greater or equal, in place.</summary>
        public Tensor ge_(Scalar target)
        {
            Aten.GeInPlaceScalar.Run(this, target);
            return this;
        }

        /// <summary>As <c>gt</c>.</summary>
        public Tensor greater(Tensor target) => gt(target);

        /// <summary>As <c>ge</c>.</summary>
        public Tensor greater_equal(Tensor target) => ge(target);

        /// <summary>Where this is greater.</summary>
        public Tensor gt(Tensor target) => Aten.GtTensor.Call(this, target);

        /// <summary>Where this is greater.</summary>
        public Tensor gt(Scalar target) => Aten.GtScalar.Call(this, target);

        /// <summary>Where this is greater, in place.</summary>
        public Tensor gt_(Tensor target)
        {
            Aten.GtInPlaceTensor.Run(this, target);
            return this;
        }

        /// <summary>Where this is greater, in place.</summary>
        public Tensor gt_(Scalar target)
        {
            Aten.GtInPlaceScalar.Run(this, target);
            return this;
        }

        /// <summary>Where |this - other| is at most atol + rtol |other|.</summary>
        public Tensor isclose(Tensor other, double rtol = 1E-05, double atol = 1E-08, bool nanEqual = false) =>
            Aten.Isclose.Call(this, other, rtol, atol, nanEqual);

        /// <summary>Where this is less or equal.</summary>
        public Tensor le(Tensor target) => Aten.LeTensor.Call(this, target);

        /// <summary>Where this is less or equal.</summary>
        public Tensor le(Scalar target) => Aten.LeScalar.Call(this, target);

        /// <summary>Where this is less or equal, in place.</summary>
        public Tensor le_(Tensor target)
        {
            Aten.LeInPlaceTensor.Run(this, target);
            return this;
        }

        /// <summary>Where this is less or equal, in place.</summary>
        public Tensor le_(Scalar target)
        {
            Aten.LeInPlaceScalar.Run(this, target);
            return this;
        }

        /// <summary>As <c>lt</c>.</summary>
        public Tensor less(Tensor target) => lt(target);

        /// <summary>As <c>le</c>.</summary>
        public Tensor less_equal(Tensor target) => le(target);

        /// <summary>Both are true.</summary>
        public Tensor logical_and(Tensor other) => Aten.LogicalAnd.Call(this, other);

        /// <summary>Both are true, in place.</summary>
        public Tensor logical_and_(Tensor other)
        {
            Aten.LogicalAndInPlace.Run(this, other);
            return this;
        }

        /// <summary>One is true.</summary>
        public Tensor logical_or(Tensor other) => Aten.LogicalOr.Call(this, other);

        /// <summary>One is true, in place.</summary>
        public Tensor logical_or_(Tensor other)
        {
            Aten.LogicalOrInPlace.Run(this, other);
            return this;
        }

        /// <summary>Exactly one is true.</summary>
        public Tensor logical_xor(Tensor other) => Aten.LogicalXor.Call(this, other);

        /// <summary>Exactly one is true, in place.</summary>
        public Tensor logical_xor_(Tensor other)
        {
            Aten.LogicalXorInPlace.Run(this, other);
            return this;
        }

        /// <summary>Where this is less.</summary>
        public Tensor lt(Tensor target) => Aten.LtTensor.Call(this, target);

        /// <summary>Where this is less.</summary>
        public Tensor lt(Scalar target) => Aten.LtScalar.Call(this, target);

        /// <summary>Where this is less, in place.</summary>
        public Tensor lt_(Tensor target)
        {
            Aten.LtInPlaceTensor.Run(this, target);
            return this;
        }

        /// <summary>Where this is less, in place.</summary>
        public Tensor lt_(Scalar target)
        {
            Aten.LtInPlaceScalar.Run(this, target);
            return this;
        }

        /// <summary>Element-wise maximum.</summary>
        public Tensor max(Tensor other) => Aten.MaxOther.Call(this, other);

        /// <summary>Element-wise maximum.</summary>
        public Tensor maximum(Tensor other) => Aten.Maximum.Call(this, other);

        /// <summary>Element-wise minimum.</summary>
        public Tensor min(Tensor other) => Aten.MinOther.Call(this, other);

        /// <summary>Element-wise minimum.</summary>
        public Tensor minimum(Tensor other) => Aten.Minimum.Call(this, other);

        /// <summary>Where this is different.</summary>
        public Tensor ne(Tensor target) => Aten.NeTensor.Call(this, target);

        /// <summary>Where this is different.</summary>
        public Tensor ne(Scalar target) => Aten.NeScalar.Call(this, target);

        /// <summary>Where this is different, in place.</summary>
        public Tensor ne_(Tensor target)
        {
            Aten.NeInPlaceTensor.Run(this, target);
            return this;
        }

        /// <summary>Where this is different, in place.</summary>
        public Tensor ne_(Scalar target)
        {
            Aten.NeInPlaceScalar.Run(this, target);
            return this;
        }

        /// <summary>As <c>ne</c>.</summary>
        public Tensor not_equal(Tensor target) => ne(target);
    }
}
