using SeRes2Net.Nn;
using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Saliency;

/// <summary>What a layer holds for some images, and how the score of a class depends on it.</summary>
/// <param name="Scores">Logits, [N, classes].</param>
/// <param name="Classes">The class that was asked about, [N] of int64.</param>
/// <param name="Activation">The layer's values A, [N, K, h, w].</param>
/// <param name="Gradient">d score / d A, the score before softmax, [N, K, h, w].</param>
public sealed record LayerPass(Tensor Scores, Tensor Classes, Tensor Activation, Tensor Gradient)
{
    /// <summary>Runs a network forward, and backward down to the layer.</summary>
    /// <param name="model">A network that was emitted to be observed, in evaluation mode, whose parameters want no gradient.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="images">Normalised, [N, C, H, W].</param>
    /// <param name="classes">The classes to ask about, [N] of int64; null for those that the network answers.</param>
    /// <returns>Tensors in the caller's dispose scope.</returns>
    /// <exception cref="InvalidOperationException">The network was not emitted to be observed, or has no such layer.</exception>
    public static LayerPass Run(Network model, SaliencyLayer layer, Tensor images, Tensor? classes)
    {
        using var scope = NewDisposeScope();
        var (scores, activation) = Forward(model, layer, images);
        scope.Attach(activation);
        var asked = classes ?? scores.argmax(1);
        // In evaluation no image depends on another: the gradient of the sum is that of each image's own score.
        var total = scores.gather(1, asked.unsqueeze(1)).sum();
        var gradient = autograd.grad([total], [activation])[0];
        return new LayerPass(
            scores.detach().MoveToOuterDisposeScope(), asked.alias().MoveToOuterDisposeScope(),
            activation.detach().MoveToOuterDisposeScope(), gradient.MoveToOuterDisposeScope());
    }

    private static (Tensor Scores, Tensor Activation) Forward(Network model, SaliencyLayer layer, Tensor images)
    {
        if (layer.Operation == SaliencyLayer.Image)
        {
            var leaf = images.detach().requires_grad_();
            return (model.call(leaf), leaf);
        }
        var (owner, path) = OwnerOf(model, layer.Operation);
        Tensor? seen = null;
        // The layer's own class disposes of what is in its scope.
        owner.Observer = (at, value) => at == path ? seen = value.detach().requires_grad_().DetachFromDisposeScope() : value;
        try
        {
            var scores = model.call(images);
            return (scores, seen ?? throw new InvalidOperationException(
                $"{model.Info.Name} told nobody about {layer.Operation}: it was not emitted to be observed."));
        }
        finally
        {
            owner.Observer = null;
        }
    }

    // The innermost class that runs the operation, and the operation's path in it.
    private static (GeneratedModule Owner, string Path) OwnerOf(Network model, string operation)
    {
        var (path, owner) = model.named_modules()
            .Where(named => named.module is GeneratedModule && operation.StartsWith(named.name + ".", StringComparison.Ordinal))
            .Select(named => (Path: named.name, Owner: (GeneratedModule)named.module))
            .Append((Path: "", Owner: model))
            .MaxBy(named => named.Path.Length);
        return (owner, path.Length == 0 ? operation : operation[(path.Length + 1)..]);
    }
}
