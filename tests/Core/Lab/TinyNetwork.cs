using SeRes2Net.Nn;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SeRes2Net.Core.Tests.Lab;

/// <summary>A network written by hand in the style of the generated ones: 3x8x8 images, four classes.</summary>
internal sealed class TinyNetwork : Network
{
    public readonly Conv2d conv = nn.Conv2d(3, 8, 3, stride: 2, padding: 1, bias: false);
    public readonly BatchNorm2d bn = nn.BatchNorm2d(8);
    public readonly Conv2d mix = nn.Conv2d(8, 8, 4, bias: false);
    public readonly Linear head = nn.Linear(8, 4);

    /// <summary>If set, the logits of an evaluation are infinite, as after an overflow that training does not notice.</summary>
    public bool OverflowsInEvaluation { get; set; }

    /// <summary>If set, the loss is finite and its gradients are not.</summary>
    public bool HasGradientsWithoutValue { get; set; }

    public TinyNetwork() : base(new NetworkInfo("Tiny", "TinyNetwork", "tiny", new string('0', 64), [3, 8, 8], 4, 1292, 0))
    {
        register_module("conv", conv);
        register_module("bn", bn);
        register_module("mix", mix);
        register_module("head", head);
    }

    public static TinyNetwork Drawn(long seed)
    {
        var model = new TinyNetwork();
        Initialisation.Apply(model, seed);
        return model;
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        x = Ops.BatchNormRelu(bn, Ops.Conv(conv, x));
        x = Ops.Relu(Ops.Conv(mix, x));
        x = Ops.Linear(head, x).flatten(1);
        if (HasGradientsWithoutValue && training)
            x = x + (head.weight!.sum() * 0).sqrt();
        if (OverflowsInEvaluation && !training)
            x = x * float.MaxValue * float.MaxValue;
        return x.MoveToOuterDisposeScope();
    }
}
