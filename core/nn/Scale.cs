using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SeRes2Net.Nn;

/// <summary>
/// A learned factor per channel (the layer scale of Touvron et al., arXiv:2103.17239). Parameter: <c>weight</c> [channels].
/// </summary>
public sealed class Scale : nn.Module<Tensor, Tensor>
{
    // TorchSharp finds the field of a parameter's name where it replaces the parameter, as on the way to another type.
    private Parameter weight;

    /// <summary>A factor for each of <paramref name="channels"/> channels, all <paramref name="init"/> at first.</summary>
    public Scale(long channels, double init)
        : base(nameof(Scale))
    {
        weight = new Parameter(full(channels, init, get_default_dtype()));
        register_parameter(nameof(weight), weight);
    }

    /// <summary>The factors.</summary>
    public Parameter Weight => weight;

    /// <summary>x [N, C, H, W] times the factors of its channels.</summary>
    public override Tensor forward(Tensor x) => Ops.Scale(this, x);
}
