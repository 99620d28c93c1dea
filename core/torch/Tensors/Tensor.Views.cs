using SeRes2Net.Torch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>A second view of the same data that takes part in the autograd graph.</summary>
        public Tensor alias() => Aten.Alias.Call(this);

        /// <summary>A view with the given strides.</summary>
        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0) =>
            Aten.AsStrided.Call(this, size, strides, storageOffset);

        /// <summary>A view broadcast to a shape.</summary>
        public Tensor broadcast_to(params long[] shape) => Aten.BroadcastTo.Call(this, shape);

        /// <summary>Channels interleaved between groups (arXiv:1707.01083).</summary>
        public Tensor channel_shuffle(long groups) => Aten.ChannelShuffle.Call(this, groups);

        /// <summary>Views of nearly equal parts along a dimension.</summary>
        public Tensor[] chunk(long chunks, long dim = 0) => Aten.Chunk.CallList(this, chunks, dim);

        /// <summary>A copy of the data that takes part in the autograd graph.</summary>
        public Tensor clone() => Aten.Clone.Call(this);

        /// <summary>The same values in row-major order; itself when it is already.</summary>
        public Tensor contiguous() => Aten.Contiguous.Call(this);

        /// <summary>The same data without its history.</summary>
        public Tensor detach() => Aten.Detach.Call(this);

        /// <summary>The same data without its history. In place.</summary>
        public Tensor detach_()
        {
            Aten.DetachInPlace.Run(this);
            return this;
        }

        /// <summary>The diagonal of a matrix, or a matrix from a diagonal.</summary>
        public Tensor diag(long diagonal = 0) => Aten.Diag.Call(this, diagonal);

        /// <summary>Vectors placed on diagonals.</summary>
        public Tensor diag_embed(long offset = 0, long dim1 = -2, long dim2 = -1) => Aten.DiagEmbed.Call(this, offset, dim1, dim2);

        /// <summary>A view of a diagonal.</summary>
        public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 1) => Aten.Diagonal.Call(this, offset, dim1, dim2);

        /// <summary>A view with dimensions of size 1 expanded.</summary>
        public Tensor expand(params long[] sizes) => Aten.Expand.Call(this, sizes);

        /// <summary>A view with dimensions of size 1 expanded.</summary>
        public Tensor expand(long[] sizes, bool isImplicit = false) => Aten.Expand.Call(this, sizes, isImplicit);

        /// <summary>A view expanded to the shape of the other.</summary>
        public Tensor expand_as(Tensor other) => Aten.ExpandAs.Call(this, other);

        /// <summary>Dimensions start_dim..end_dim made one.</summary>
        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Aten.FlattenUsingInts.Call(this, start_dim, end_dim);

        /// <summary>Reversed along the given dimensions (a copy).</summary>
        public Tensor flip(params long[] dims) => Aten.Flip.Call(this, dims);

        /// <summary>Reversed along dimension 1.</summary>
        public Tensor fliplr() => Aten.Fliplr.Call(this);

        /// <summary>Reversed along dimension 0.</summary>
        public Tensor flipud() => Aten.Flipud.Call(this);

        /// <summary>A view with dimensions moved.</summary>
        public Tensor movedim(long[] source, long[] destination) => Aten.MovedimIntlist.Call(this, source, destination);

        /// <summary>A view of <c>length</c> entries of a dimension.</summary>
        public Tensor narrow(long dim, long start, long length) => Aten.Narrow.Call(this, dim, start, length);

        /// <summary>A view with its dimensions reordered.</summary>
        public Tensor permute(params long[] permutation) => Aten.Permute.Call(this, permutation);

        /// <summary>A view with its dimensions reordered.</summary>
        public Tensor permute(IEnumerable<long> permutation) => permute(permutation.ToArray());

        /// <summary>One dimension; a view where possible.</summary>
        public Tensor ravel() => Aten.Ravel.Call(this);

        /// <summary>Tiled.</summary>
        public Tensor repeat(params long[] sizes) => Aten.Repeat.Call(this, sizes);

        /// <summary>Each entry repeated.</summary>
        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) =>
            Aten.RepeatInterleaveSelfInt.Call(this, repeats, dim, output_size);

        /// <summary>Each entry repeated as often as stated.</summary>
        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) =>
            Aten.RepeatInterleaveSelfTensor.Call(this, repeats, dim, output_size);

        /// <summary>In another shape; a view where possible.</summary>
        public Tensor reshape(params long[] shape) => Aten.Reshape.Call(this, shape);

        /// <summary>Rotated along dimensions.</summary>
        public Tensor roll(long[] shifts, long[] dims) => Aten.Roll.Call(this, shifts, dims);

        /// <summary>Rotated along one dimension, or flat.</summary>
        public Tensor roll(long shifts, long? dims = null) =>
            Aten.Roll.Call(this, new[] { shifts }, dims is { } d ? new[] { d } : Array.Empty<long>());

        /// <summary>Turned by 90 degrees k times.</summary>
        public Tensor rot90(long k = 1, (long, long)? dims = null) =>
            Aten.Rot90.Call(this, k, new[] { dims?.Item1 ?? 0, dims?.Item2 ?? 1 });

        /// <summary>A view of one entry of a dimension, which disappears.</summary>
        public Tensor select(long dim, long index) => Aten.SelectInt.Call(this, dim, index);

        /// <summary>A view of every <c>step</c>-th entry of start..finish along a dimension.</summary>
        public Tensor slice(long dim, long start, long finish, long step) => Aten.SliceTensor.Call(this, dim, start, finish, step);

        /// <summary>Views of <c>size</c> entries along a dimension.</summary>
        public Tensor[] split(long size, int dim = 0) => Aten.SplitTensor.CallList(this, size, (long)dim);

        /// <summary>Views of the given sizes along a dimension.</summary>
        public Tensor[] split(long[] sizes, long dim = 0) => Aten.SplitWithSizes.CallList(this, sizes, dim);

        /// <summary>Views of the given sizes along dimension 0.</summary>
        public Tensor[] split(params long[] sizes) => Aten.SplitWithSizes.CallList(this, sizes);

        /// <summary>Without dimensions of size 1 (all, or one).</summary>
        public Tensor squeeze(long? dim = null) => dim is { } d ? Aten.SqueezeDim.Call(this, d) : Aten.Squeeze.Call(this);

        /// <summary>Without dimensions of size 1 (all, or one), in place.</summary>
        public Tensor squeeze_(long? dim = null)
        {
            if (dim is { } d)
                Aten.SqueezeInPlaceDim.Run(this, d);
            else
                Aten.SqueezeInPlace.Run(this);
            return this;
        }

        /// <summary>A view with two dimensions swapped.</summary>
        public Tensor swapaxes(long dim0, long dim1) => Aten.Swapaxes.Call(this, dim0, dim1);

        /// <summary>A view with two dimensions swapped.</summary>
        public Tensor swapdims(long dim0, long dim1) => Aten.Swapdims.Call(this, dim0, dim1);

        /// <summary>Transpose of a matrix.</summary>
        public Tensor t() => Aten.T.Call(this);

        /// <summary>Views of nearly equal parts along a dimension.</summary>
        public Tensor[] tensor_split(long size, long dim = 0) => Aten.TensorSplitSections.CallList(this, size, dim);

        /// <summary>Tiled.</summary>
        public Tensor tile(long[] reps) => Aten.Tile.Call(this, reps);

        /// <summary>A view with two dimensions swapped.</summary>
        public Tensor transpose(long dim0, long dim1) => Aten.TransposeInt.Call(this, dim0, dim1);

        /// <summary>The lower triangle.</summary>
        public Tensor tril(long diagonal = 0) => Aten.Tril.Call(this, diagonal);

        /// <summary>The upper triangle.</summary>
        public Tensor triu(long diagonal = 0) => Aten.Triu.Call(this, diagonal);

        /// <summary>Converted to the type of the other.</summary>
        public Tensor type_as(Tensor tensor) => Aten.TypeAs.Call(this, tensor);

        /// <summary>Views of each entry of a dimension.</summary>
        public Tensor[] unbind(long dimension = 0) => Aten.UnbindInt.CallList(this, dimension);

        /// <summary>A view of all windows of a dimension.</summary>
        public Tensor unfold(long dimension, long size, long step) => Aten.Unfold.Call(this, dimension, size, step);

        /// <summary>A view with a dimension of size 1 inserted.</summary>
        public Tensor unsqueeze(long dim) => Aten.Unsqueeze.Call(this, dim);

        /// <summary>A dimension of size 1 inserted, in place.</summary>
        public Tensor unsqueeze_(long dim)
        {
            Aten.UnsqueezeInPlace.Run(this, dim);
            return this;
        }

        /// <summary>A view in another shape.</summary>
        public Tensor view(params long[] shape) => Aten.View.Call(this, shape);

        /// <summary>A view in the shape of the other.</summary>
        public Tensor view_as(Tensor other) => Aten.ViewAs.Call(this, other);
    }
}
