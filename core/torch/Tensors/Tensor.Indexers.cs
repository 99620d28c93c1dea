using SeRes2Net.Torch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>A view (with tensors of indices: a copy) of what the indices name.</summary>
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        /// <summary>The entries that tensors of indices, or a mask, name.</summary>
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        public Tensor this[long i1]
        {
            get => Pick(i1);
            set => Put(value, i1);
        }

        public Tensor this[long i1, long i2]
        {
            get => Pick(i1, i2);
            set => Put(value, i1, i2);
        }

        public Tensor this[long i1, long i2, long i3]
        {
            get => Pick(i1, i2, i3);
            set => Put(value, i1, i2, i3);
        }

        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => Pick(i1, i2, i3, i4);
            set => Put(value, i1, i2, i3, i4);
        }

        /// <summary>What the indices name: a view, or a copy when there are tensors among them.</summary>
        public Tensor index(params TensorIndex[] indices)
        {
            var (view, tensors) = View(indices);
            if (tensors is null)
                return view;
            using (view)
                return Aten.IndexTensor.Call(view, Arg.Indices(tensors));
        }

        /// <summary>The entries that tensors of indices, or a mask, name. Null means all of a dimension.</summary>
        public Tensor index(params Tensor[] indices) => Aten.IndexTensor.Call(this, Arg.Indices(indices));

        /// <summary>Writes where the indices name.</summary>
        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => index_put_(value, indices, false);

        /// <summary>Writes, or adds, where the indices name.</summary>
        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            var (view, tensors) = View(indices);
            using (view)
            {
                if (tensors is not null)
                    Aten.IndexPutInPlace.Run(view, Arg.Indices(tensors), value, accumulate);
                else if (accumulate)
                    view.add_(value);
                else
                    view.copy_(value);
            }
            return this;
        }

        /// <summary>Writes where tensors of indices, or a mask, name.</summary>
        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, indices, false);

        /// <summary>Writes, or adds, where tensors of indices, or a mask, name.</summary>
        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false)
        {
            Aten.IndexPutInPlace.Run(this, Arg.Indices(indices), value, accumulate);
            return this;
        }

        // Applies numbers, slices and new dimensions one after the other. Tensors of indices stay for one call at the end; the list has
        // null where a dimension before them is kept whole.
        private (Tensor View, Tensor?[]? Indices) View(TensorIndex[] indices)
        {
            var view = alias();
            var tensors = new List<Tensor?>();
            long dim = 0;
            for (var i = 0; i < indices.Length; i++)
            {
                var item = indices[i];
                switch (item.kind)
                {
                    case TensorIndex.Kind.Single:
                        view = Next(view, view.select(dim, item.start ?? throw new ArgumentException("an index without a number")));
                        break;
                    case TensorIndex.Kind.Slice:
                        view = Next(view, Aten.SliceTensor.Call(view, dim++, item.start, item.stop, item.step ?? 1));
                        break;
                    case TensorIndex.Kind.None:
                        view = Next(view, view.unsqueeze(dim++));
                        break;
                    case TensorIndex.Kind.Ellipsis:
                        var rest = indices.Skip(i + 1).Sum(Consumed);
                        dim = view.ndim - rest;
                        break;
                    default:
                        while (tensors.Count < dim)
                            tensors.Add(null);
                        tensors.Add(item.tensor);
                        dim += Consumed(item);
                        break;
                }
            }
            return (view, tensors.Count == 0 ? null : [.. tensors]);
        }

        private static long Consumed(TensorIndex index) => index.kind switch
        {
            TensorIndex.Kind.None => 0,
            TensorIndex.Kind.Tensor when index.tensor!.dtype == ScalarType.Bool => index.tensor.ndim,
            _ => 1,
        };

        private static Tensor Next(Tensor old, Tensor view)
        {
            old.Dispose();
            return view;
        }

        private Tensor Pick(params ReadOnlySpan<long> indices)
        {
            var view = select(0, indices[0]);
            foreach (var index in indices[1..])
                view = Next(view, view.select(0, index));
            return view;
        }

        private void Put(Tensor value, params ReadOnlySpan<long> indices)
        {
            using var view = Pick(indices);
            view.copy_(value);
        }
    }
}
