namespace SeRes2Net.Nn.Kernels;

/// <summary>
/// A node of the autograd graph whose backward pass is a kernel. No exception may leave it: libtorch's frames above would end the
/// process. Failures are printed and kept (<see cref="KernelFailure"/>), and every gradient becomes NaN: nobody continues with it
/// unnoticed.
/// </summary>
internal abstract class KernelFunction<TSelf> : autograd.MultiTensorFunction<TSelf>
    where TSelf : KernelFunction<TSelf>, new()
{
    private const string State = "state";

    // Gradients that libtorch has taken over since; we release our references at the next chance, so that the memory can be reused.
    [ThreadStatic]
    private static List<Tensor?>? handedOver;

    /// <summary>Computes the results and saves what the backward pass needs.</summary>
    /// <param name="inputs">The tensors of the call, in order; null if absent.</param>
    /// <param name="settings">The other arguments of the call.</param>
    protected abstract (List<Tensor> Results, List<Tensor> Saved, KeptState State) Forward(Tensor?[] inputs, object settings);

    /// <summary>The gradient of every input of the call, or null.</summary>
    /// <param name="gradients">Of the results, in any layout; null for zero. Disposed by the caller unless returned.</param>
    /// <param name="saved">The tensors that forward saved. Disposed by the caller unless returned.</param>
    /// <param name="state">What else the forward pass kept.</param>
    protected abstract Tensor?[] Backward(Tensor?[] gradients, List<Tensor> saved, KeptState state);

    /// <summary>
    /// Calls it: as a node of the graph if an input needs a gradient, otherwise only its forward pass.
    /// </summary>
    protected static List<Tensor> Call(object settings, params Tensor?[] inputs)
    {
        var record = is_grad_enabled() && inputs.Any(input => input is not null && input.requires_grad);
        if (!record)
            return new TSelf().Forward(inputs, settings).Results;
        // TorchSharp's list of arguments: null is not a variable, and neither is the last one.
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
        // Not save_for_backward: TorchSharp would hold the memory until the whole graph is freed, while libtorch's own operations free it
        // as the backward pass reaches them. Detached, so that a saved result does not keep its own node alive.
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
                "It freed its memory in the first backward pass through the graph; run forward again, or set SERES2NET_PLAIN=1 for retain_graph.");
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

/// <summary>What a function keeps for the backward pass.</summary>
/// <param name="Inputs">Of the tensors of the call; null for one that needs no gradient.</param>
internal abstract record KeptState(KeptInput?[] Inputs)
{
    /// <summary>The tensors that the backward pass needs; null once it has run.</summary>
    internal List<Tensor>? Saved { get; set; }

    /// <summary>Whether a tensor of the call needs a gradient.</summary>
    internal bool Wants(int input) => Inputs[input] is not null;
}

/// <summary>What a gradient must look like.</summary>
internal sealed record KeptInput(long[] Shape, ScalarType Type)
{
    /// <summary>Those of a call's tensors.</summary>
    internal static KeptInput?[] Of(params Tensor?[] inputs) =>
        [.. inputs.Select(input => input is not null && input.requires_grad ? new KeptInput(input.shape, input.dtype) : null)];
}
