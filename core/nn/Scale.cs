using TorchSharp.Modules;

namespace SeRes2Net.Nn;

/// <summary>
/// A learned factor per channel (the layer scale of Touvron et al., arXiv:2103.17239) and optionally a learned shift. Parameters:
/// <c>weight</c> and <c>bias</c> [channels].
/// </summary>
public sealed class Scale : nn.Module<Tensor, Tensor>
{
    // TorchSharp looks for a field with the parameter's name when it replaces the parameter, for instance to change its type.
    private Parameter weight;
    private Parameter? bias;

    /// <summary>A factor for each of <paramref name="channels"/> channels, initially <paramref name="init"/>, and a shift of 0.</summary>
    public Scale(long channels, double init, bool shift = false)
        : base(nameof(Scale))
    {
        weight = new Parameter(full(channels, init, get_default_dtype()));
        register_parameter(nameof(weight), weight);
        if (!shift)
            return;
        bias = new Parameter(zeros(channels, get_default_dtype()));
        register_parameter(nameof(bias), bias);
    }

    /// <summary>The factors.</summary>
    public Parameter Weight => weight;

    /// <summary>The shifts; null if there are none.</summary>
    public Parameter? Bias => bias;

    /// <summary>x [N, C, H, W] times the factors of its channels, plus their shifts.</summary>
    public override Tensor forward(Tensor x) => Ops.Scale(this, x);
}
