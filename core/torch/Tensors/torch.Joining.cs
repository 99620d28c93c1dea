using SeRes2Net.Torch;

namespace TorchSharp;

// Several tensors into one, and other functions of several tensors.
public static partial class torch
{
    /// <summary>Tensors joined along a dimension.</summary>
    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => Aten.Cat.Call(tensors.ToArray(), dim);

    /// <summary>Tensors joined along a dimension.</summary>
    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0) => Aten.Cat.Call(tensors.ToArray(), dim);

    /// <summary>Tensors joined along a dimension.</summary>
    public static Tensor cat(Tensor[] tensors, long dim = 0) => Aten.Cat.Call(tensors, dim);

    /// <summary>As <c>cat</c>.</summary>
    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    /// <summary>As <c>cat</c>.</summary>
    public static Tensor concat(Tensor[] tensors, long dim = 0) => cat(tensors, dim);

    /// <summary>As <c>cat</c>.</summary>
    public static Tensor concatenate(IList<Tensor> tensors, long axis = 0) => cat(tensors, axis);

    /// <summary>As <c>cat</c>.</summary>
    public static Tensor concatenate(Tensor[] tensors, long axis = 0) => cat(tensors, axis);

    /// <summary>Tensors of one shape joined along a new dimension.</summary>
    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => Aten.Stack.Call(tensors.ToArray(), dim);

    /// <summary>Joined side by side.</summary>
    public static Tensor hstack(params Tensor[] tensors) => Aten.Hstack.Call(tensors);

    /// <summary>Joined one below the other.</summary>
    public static Tensor vstack(Tensor[] tensors) => Aten.Vstack.Call(tensors);

    /// <summary>A sum of products in Einstein's notation.</summary>
    public static Tensor einsum(string equation, params Tensor[] tensors) => Aten.Einsum.Call(equation, tensors);

    /// <summary>Views of the tensors in their common shape.</summary>
    public static IList<Tensor> broadcast_tensors(params Tensor[] tensors) => Aten.BroadcastTensors.CallList(tensors);

    /// <summary>Grids of coordinates, with matrix (<c>ij</c>) or image (<c>xy</c>) indexing.</summary>
    public static Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij") =>
        Aten.Meshgrid.CallList(tensors.ToArray(), indexing);

    /// <summary>Indices, one tensor for each dimension, of the elements that are not zero.</summary>
    public static Tensor[] where(Tensor condition) => Aten.WhereNumbers.CallList(condition);

    /// <summary>Whether the elements are real numbers with a point.</summary>
    public static bool is_floating_point(Tensor input) => input.is_floating_point();

    /// <summary>Whether the elements are whole numbers.</summary>
    public static bool is_integral(Tensor t) => t.is_integral();

    /// <summary>Whether the elements are complex numbers.</summary>
    public static bool is_complex(Tensor input) => input.is_complex();

    /// <summary>Whether the only element is not zero.</summary>
    public static bool is_nonzero(Tensor input) => input.is_nonzero();

    /// <summary>Number of elements.</summary>
    public static long numel(Tensor input) => input.numel();

    /// <summary>Whether it is a tensor.</summary>
    public static bool is_tensor(object obj) => obj is Tensor;
}
