using SeRes2Net.Nn;
using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Training;

/// <summary>The norm of all gradients together.</summary>
internal static class GradientNorm
{
    /// <summary>Scales the gradients down if their norm is larger, as torch.nn.utils.clip_grad_norm_ does, without waiting for the device.</summary>
    public static void Limit(Network model, double largest)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var gradients = model.parameters().Select(parameter => parameter.grad).OfType<Tensor>().ToList();
        var norm = stack([.. gradients.Select(gradient => gradient.norm())]).norm();
        var factor = (largest / (norm + 1e-6)).clamp_max(1);
        foreach (var gradient in gradients)
            gradient.mul_(factor);
    }
}
