using static TorchSharp.torch;

namespace SeRes2Net.Lab.Data;

/// <summary>One pass over some images, in an order that is fixed when it begins. Batches may be asked for in any order.</summary>
public interface IEpoch : IDisposable
{
    /// <summary>The images at some positions of the pass, normalised, (x / 255 - mean) / std per channel, and augmented if it is shuffled.</summary>
    /// <param name="first">Position of the batch's first image, from 0.</param>
    /// <param name="count">Images in the batch.</param>
    /// <param name="type">Element type of the images.</param>
    /// <param name="channelsLast">Whether the channels lie innermost in memory; the shape is the same.</param>
    /// <returns>Tensors in the caller's dispose scope.</returns>
    /// <exception cref="DataException">An image that is read only now cannot be decoded.</exception>
    public Batch Batch(long first, long count, ScalarType type, bool channelsLast);
}
