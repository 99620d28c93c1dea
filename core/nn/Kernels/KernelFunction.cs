using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Nn.Kernels;

/// <summary>
/// A node of the autograd graph whose backward is a kernel. No exception may leave a backward: libtorch's frames above it end the
/// process. What goes wrong is said and kept (<see cref="KernelFailure"/>), and every gradient is then not a number: nobody goes on with it
/// unnoticed.
/// </summary>
internal abstract class KernelFunction<TSelf> : autograd.MultiTensorFunction<TSelf>
    where TSelf : KernelFunction<TSelf>, new()
{
    private const string State = "state";

    // Gradients that libtorch has taken over since; ours are given back at the next chance, for the memory to be used again.
    [ThreadStatic]
    private static List<Tensor?>? handedOver;

    /// <summary>Computes the results and says what backward needs.</summary>
    /// <param name="inputs">The tensors of the call, in its order; null for none.</param>
    /// <param name="settings">What else the call gave.</param>
    protected abstract (List<Tensor> Results, List<Tensor> Saved, KeptState State) Forward(Tensor?[] inputs, object settings);

    /// <summary>The gradient of every input of the call, or null.</summary>
    /// <param name="gradients">Of the results, in any layout; null for zero. Disposed by the caller unless returned.</param>
    /// <param name="saved">The tensors that forward saved. Disposed by the caller unless returned.</param>
    /// <param name="state">What else forward kept.</param>
    protected abstract Tensor?[] Backward(Tensor?[] gradients, List<Tensor> saved, KeptState state);

    /// <summary>
    /// Calls it: as a node of the graph where one of the inputs wants a gradient, else just its forward.
    /// </summary>
    protected static List<Tensor> Call(object settings, params Tensor?[] inputs)
    {
        var record = is_grad_enabled() && inputs.Any(input => input is not null && input.requires_grad);
        if (!record)
            return new TSelf().Forward(inputs, settings).Results;
        // TorchSharp's list of arguments: null is no variable, and neither is the last.
        var call = new Invocation(settings);
        var results = apply([.. inputs, call]);
        OutputCopies.Free(call.Context!);
        return results;
    }

    /// <inheritdoc/>
    public sealed override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars)
    {
        ctx.set_materialize_grads(false);
        var invocation = (Invocation)vars[^1];
        invocation.Context = ctx;
        var (results, saved, state) = Forward([.. vars[..^1].Select(input => (Tensor?)input)], invocation.Settings);
        // Not save_for_backward: TorchSharp would hold the memory until the whole graph goes, where libtorch's own operations give it back
        // as backward passes them. Detached, so that a result that is saved does not keep its own node alive.
        state.Saved = [.. saved.Select(tensor => tensor.detach().DetachFromDisposeScope())];
        ctx.save_data(State, state);
        return results;
    }

    /// <inheritdoc/>
    public sealed override List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs)
    {
        var state = (KeptState)ctx.get_data(State);
        var inputs = state.Inputs;
        var result = new List<Tensor?>(inputs.Length + 1);
        try
        {
            Release();
            if (is_grad_enabled())
                throw new NotSupportedException("It has no second derivative; set SERES2NET_PLAIN=1 (Capabilities.UseKernels = false) for create_graph.");
            var gradients = grad_outputs.Select(gradient => gradient is null || gradient.IsInvalid ? null : gradient).ToArray();
            var saved = state.Saved ?? throw new InvalidOperationException(
                "It gave its memory back in the first backward pass through the graph; run forward again, or set SERES2NET_PLAIN=1 for retain_graph.");
            if (gradients.All(gradient => gradient is null))
                result.AddRange(new Tensor?[inputs.Length]);
            else
                result.AddRange(Backward(gradients, saved, state));
            state.Saved = null;
            foreach (var tensor in gradients.Concat(saved))
                if (tensor is not null && !result.Any(gradient => ReferenceEquals(gradient, tensor))) // Equals compares the values
                    tensor.Dispose();
        }
        catch (Exception error)
        {
            KernelFailure.Keep(Name, error);
            result.Clear();
            result.AddRange(inputs.Select(input => input is null ? null : full(input.Shape, double.NaN, input.Type)));
        }
        foreach (var tensor in result)
            tensor?.DetachFromDisposeScope();
        handedOver = [.. result];
        result.Add(null); // the gradient of the call's settings
        return result!;
    }

    private sealed class Invocation(object settings)
    {
        public object Settings { get; } = settings;

        public autograd.AutogradContext? Context { get; set; }
    }

    private static void Release()
    {
        foreach (var tensor in handedOver ?? [])
            tensor?.Dispose();
        handedOver = null;
    }
}

/// <summary>What a function keeps for backward.</summary>
/// <param name="Inputs">Of the tensors of the call; null for one that wants no gradient.</param>
internal abstract record KeptState(KeptInput?[] Inputs)
{
    /// <summary>The tensors that backward needs; null when it has been.</summary>
    internal List<Tensor>? Saved { get; set; }

    /// <summary>Whether a tensor of the call wants a gradient.</summary>
    internal bool Wants(int input) => Inputs[input] is not null;
}

/// <summary>What a gradient must be like.</summary>
internal sealed record KeptInput(long[] Shape, ScalarType Type)
{
    /// <summary>Those of a call's tensors.</summary>
    internal static KeptInput?[] Of(params Tensor?[] inputs) =>
        [.. inputs.Select(input => input is not null && input.requires_grad ? new KeptInput(input.shape, input.dtype) : null)];
}
