using SeRes2Net.Torch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Whether operations on it are recorded for the backward pass.</summary>
        public bool requires_grad
        {
            get => Read(NativeMethods.srn_tensor_requires_grad(Handle)) != 0;
            set
            {
                NativeMethods.Check(NativeMethods.srn_tensor_set_requires_grad(Handle, value ? 1 : 0));
                GC.KeepAlive(this);
            }
        }

        /// <summary>Whether it was made by the user rather than by an operation of the graph.</summary>
        public bool is_leaf => Read(NativeMethods.srn_tensor_is_leaf(Handle)) != 0;

        /// <summary>The gradient that backward passes have added up; null before the first. Each read gives a new handle of it.</summary>
        public Tensor? grad
        {
            get
            {
                NativeMethods.Check(NativeMethods.srn_tensor_grad(Handle, out var result));
                GC.KeepAlive(this);
                return Wrap(result);
            }
            set
            {
                NativeMethods.Check(NativeMethods.srn_tensor_set_grad(Handle, value is null ? 0 : value.Handle));
                GC.KeepAlive(this);
                GC.KeepAlive(value);
            }
        }

        /// <summary>Sets <see cref="requires_grad"/> and returns the tensor.</summary>
        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        /// <summary>Sets <see cref="requires_grad"/> and returns the tensor.</summary>
        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        /// <summary>Keeps the gradient of a tensor that is not a leaf.</summary>
        public void retain_grad()
        {
            NativeMethods.Check(NativeMethods.srn_tensor_retain_grad(Handle));
            GC.KeepAlive(this);
        }

        /// <summary>Adds the gradients of this scalar to the leaves of its graph.</summary>
        public void backward() => autograd.Backward([this], null, false, false, null);

        /// <summary>Adds gradients to the leaves of the graph, or to <c>inputs</c> only.</summary>
        public void backward(
            IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.Backward([this], grad_tensors, retain_graph || create_graph, create_graph, inputs);
    }

    /// <summary>Gradients.</summary>
    public static partial class autograd
    {
        /// <summary>Adds the gradients of <c>tensors</c> to the leaves of their graph.</summary>
        public static void backward(
            IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false,
            IList<Tensor>? inputs = null) =>
            Backward(tensors, grad_tensors, retain_graph ?? create_graph, create_graph, inputs);

        /// <summary>Adds the gradients of a tensor to the leaves of its graph.</summary>
        public static void backward(
            Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false,
            IList<Tensor>? inputs = null) =>
            Backward([tensor], grad_tensors, retain_graph ?? create_graph, create_graph, inputs);

        /// <summary>Adds the gradients of a tensor, weighted by <c>grad_tensor</c>, to the leaves of its graph.</summary>
        public static void backward(
            Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            Backward([tensor], [grad_tensor], retain_graph ?? create_graph, create_graph, inputs);

        /// <summary>Gradients of <c>outputs</c> by <c>inputs</c>; nothing is added to the leaves. Null where an input is unused.</summary>
        public static unsafe IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false,
            bool create_graph = false, bool allow_unused = false)
        {
            var results = new nint[inputs.Count];
            var gradients = grad_outputs ?? [];
            fixed (nint* from = Tensor.Handles(outputs), by = Tensor.Handles(inputs), weights = Tensor.Handles(gradients), to = results)
            {
                NativeMethods.Check(NativeMethods.srn_grad(
                    from, outputs.Count, by, inputs.Count, weights, gradients.Count, retain_graph || create_graph ? 1 : 0,
                    create_graph ? 1 : 0, allow_unused ? 1 : 0, to));
            }
            GC.KeepAlive(outputs);
            GC.KeepAlive(inputs);
            GC.KeepAlive(gradients);
            return results.Select(result => Tensor.Wrap(result)!).ToArray();
        }

        internal static unsafe void Backward(
            IList<Tensor> tensors, IList<Tensor>? gradients, bool retain_graph, bool create_graph, IList<Tensor>? inputs)
        {
            gradients ??= [];
            inputs ??= [];
            fixed (nint* from = Tensor.Handles(tensors), weights = Tensor.Handles(gradients), to = Tensor.Handles(inputs))
            {
                NativeMethods.Check(NativeMethods.srn_backward(
                    from, tensors.Count, weights, gradients.Count, retain_graph ? 1 : 0, create_graph ? 1 : 0, to, inputs.Count));
            }
            GC.KeepAlive(tensors);
            GC.KeepAlive(gradients);
            GC.KeepAlive(inputs);
        }
    }
}
