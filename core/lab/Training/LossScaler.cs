using SeRes2Net.Nn;
using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Training;

/// <summary>
/// Keeps the gradients of 16-bit floats from vanishing: the loss is multiplied by a factor, the gradients are divided by it. If one of
/// them overflows, the step is skipped and the factor halved; after 2,000 good steps it is doubled (Micikevicius et al., arXiv:1710.03740).
/// </summary>
internal sealed class LossScaler
{
    /// <summary>Good steps after which the factor grows.</summary>
    public const int GrowthInterval = 2000;
    private const double Growth = 2, BackOff = 0.5;
    // 36 halvings in a row from where it begins: what is not finite then is not so because of the factor.
    private const double Least = 1.0 / (1 << 20);

    /// <summary>What the loss is multiplied by.</summary>
    public double Scale { get; set; } = 65536;
    /// <summary>Good steps since the factor last changed.</summary>
    public int GoodSteps { get; set; }
    /// <summary>Steps skipped in the whole run.</summary>
    public int Skipped { get; set; }

    /// <summary>Whether the gradients are not finite however small the factor.</summary>
    public bool IsHopeless => Scale < Least;

    /// <summary>Divides the gradients by the factor and adapts it.</summary>
    /// <returns>Whether all gradients are finite; if not, the step must be skipped.</returns>
    public bool Unscale(Network model)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var sum = zeros(1, device: model.parameters().First().device);
        foreach (var parameter in model.parameters())
        {
            // Nought times a finite number is nought; times infinity or NaN it is NaN.
            if (parameter.grad is { } gradient)
                sum += (gradient.mul_(1 / Scale) * 0).sum();
        }
        var isFinite = sum.item<float>() == 0;
        if (!isFinite)
            (Scale, GoodSteps, Skipped) = (Scale * BackOff, 0, Skipped + 1);
        else if (++GoodSteps == GrowthInterval)
            (Scale, GoodSteps) = (Scale * Growth, 0);
        return isFinite;
    }
}
