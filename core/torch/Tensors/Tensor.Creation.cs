using SeRes2Net.Torch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>An uninitialised tensor in the shape of this one.</summary>
        public Tensor empty_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Flag(Aten.EmptyLike.Call(this, dtype, Arg.None, device), requires_grad);

        /// <summary>One value in the shape of this one.</summary>
        public Tensor full_like(Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Flag(Aten.FullLike.Call(this, value, dtype, Arg.None, device), requires_grad);

        /// <summary>Ones in the shape of this one.</summary>
        public Tensor ones_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Flag(Aten.OnesLike.Call(this, dtype, Arg.None, device), requires_grad);

        /// <summary>Uniform numbers in [0, 1) in the shape of this one.</summary>
        public Tensor rand_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Flag(Aten.RandLike.Call(this, dtype, Arg.None, device), requires_grad);

        /// <summary>Whole numbers in [low, high) in the shape of this one.</summary>
        public Tensor randint_like(long low, long high, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Flag(Aten.RandintLikeLowDtype.Call(this, low, high, dtype, Arg.None, device), requires_grad);

        /// <summary>Standard normal numbers in the shape of this one.</summary>
        public Tensor randn_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Flag(Aten.RandnLike.Call(this, dtype, Arg.None, device), requires_grad);

        /// <summary>Zeros in the shape of this one.</summary>
        public Tensor zeros_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Flag(Aten.ZerosLike.Call(this, dtype, Arg.None, device), requires_grad);

        private static Tensor Flag(Tensor value, bool requires_grad) => requires_grad ? value.requires_grad_() : value;
    }
}
