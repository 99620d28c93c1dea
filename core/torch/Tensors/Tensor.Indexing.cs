using SeRes2Net.Torch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Elements picked along a dimension by an index of the result's shape.</summary>
        public Tensor gather(long dim, Tensor index) => Aten.Gather.Call(this, dim, index);

        /// <summary><c>alpha * source</c> added to the rows of a dimension.</summary>
        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) => Aten.IndexAdd.Call(this, dim, index, source, alpha);

        /// <summary><c>alpha * source</c> added to the rows of a dimension, in place.</summary>
        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha)
        {
            Aten.IndexAddInPlace.Run(this, dim, index, source, alpha);
            return this;
        }

        /// <summary>Rows of a dimension replaced.</summary>
        public Tensor index_copy(long dim, Tensor index, Tensor source) => Aten.IndexCopy.Call(this, dim, index, source);

        /// <summary>Rows of a dimension replaced, in place.</summary>
        public Tensor index_copy_(long dim, Tensor index, Tensor source)
        {
            Aten.IndexCopyInPlace.Run(this, dim, index, source);
            return this;
        }

        /// <summary>Rows of a dimension set to a value.</summary>
        public Tensor index_fill(long dim, Tensor index, Scalar value) => Aten.IndexFillIntScalar.Call(this, dim, index, value);

        /// <summary>Rows of a dimension set to a value, in place.</summary>
        public Tensor index_fill_(long dim, Tensor index, Scalar value)
        {
            Aten.IndexFillInPlaceIntScalar.Run(this, dim, index, value);
            return this;
        }

        /// <summary>Rows chosen along a dimension.</summary>
        public Tensor index_select(long dim, Tensor index) => Aten.IndexSelect.Call(this, dim, index);

        /// <summary>The elements where the mask is true, in one dimension.</summary>
        public Tensor masked_select(Tensor mask) => Aten.MaskedSelect.Call(this, mask);

        /// <summary>Elements of <c>src</c> written along a dimension at an index.</summary>
        public Tensor scatter(long dim, Tensor index, Tensor src) => Aten.ScatterSrc.Call(this, dim, index, src);

        /// <summary>Elements of <c>src</c> written along a dimension at an index, in place.</summary>
        public Tensor scatter_(long dim, Tensor index, Tensor src)
        {
            Aten.ScatterInPlaceSrc.Run(this, dim, index, src);
            return this;
        }

        /// <summary>Elements of <c>src</c> added along a dimension at an index.</summary>
        public Tensor scatter_add(long dim, Tensor index, Tensor src) => Aten.ScatterAdd.Call(this, dim, index, src);

        /// <summary>Elements of <c>src</c> added along a dimension at an index, in place.</summary>
        public Tensor scatter_add_(long dim, Tensor index, Tensor src)
        {
            Aten.ScatterAddInPlace.Run(this, dim, index, src);
            return this;
        }

        /// <summary>Elements at flat indices.</summary>
        public Tensor take(Tensor index) => Aten.Take.Call(this, index);

        /// <summary>This where the condition is true, else <c>y</c>.</summary>
        public Tensor where(Tensor condition, Tensor y) => Aten.WhereSelf.Call(condition, this, y);
    }
}
