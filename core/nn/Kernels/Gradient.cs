namespace SeRes2Net.Nn.Kernels;

/// <summary>
/// The gradient of a result that was returned as parts along the channels, or twice (as y, and in y + next). Any of them may be
/// missing, which counts as zero.
/// </summary>
/// <param name="Parts">The parts' gradients, all channels together.</param>
/// <param name="Second">Added to them.</param>
internal readonly unsafe record struct Gradient<T, V>(Rows<T>[] Parts, Rows<T> Second)
    where T : unmanaged
    where V : struct, ILanes<V>
{
    /// <summary>A block to read: in place if there is one whole gradient, otherwise assembled in a buffer.</summary>
    internal T* Read(in Walk walk, long first, int count, T* buffer, T* buffer2)
    {
        if (Parts.Length == 1 && Second.IsNone && !Parts[0].IsNone)
            return Parts[0].Read(walk, first, count, buffer);
        var offset = 0;
        foreach (var part in Parts)
        {
            part.Pack(first, count, buffer, walk.Channels, offset);
            offset += part.Channels;
        }
        Rows<T>.Pad(walk, count, buffer, null);
        if (!Second.IsNone)
        {
            var other = Second.Read(walk, first, count, buffer2);
            for (var i = 0; i < walk.Values(count); i += Elements.Lanes)
                Elements.Store(buffer + i, Elements.Load<T, V>(buffer + i) + Elements.Load<T, V>(other + i));
        }
        return buffer;
    }
}
