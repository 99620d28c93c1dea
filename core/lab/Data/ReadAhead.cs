using System.Runtime.ExceptionServices;
using SeRes2Net.Lab.Data.Decode;

namespace SeRes2Net.Lab.Data;

/// <summary>
/// Threads that decode the images of a pass in order, some batches ahead of the one that is being used. Which thread decodes an image makes
/// no difference to it, and images are taken in the order of the pass.
/// </summary>
internal sealed class ReadAhead : IDisposable
{
    private const int BatchesAhead = 3;
    private readonly object gate = new();
    private readonly Action<int, ImageDecoder, byte[]> decode;
    private readonly int end;
    private readonly byte[][] slots; // the image at a position is in slot position % slots
    private readonly Exception?[] failures;
    private readonly bool[] ready;
    private readonly Thread[] threads;
    private int toDecode; // the next position that a thread takes
    private bool stopped;

    /// <summary>Starts reading.</summary>
    /// <param name="end">Images of the pass.</param>
    /// <param name="first">Position of the first image.</param>
    /// <param name="batch">Images that are taken at once.</param>
    /// <param name="imageBytes">Bytes of one image.</param>
    /// <param name="decode">Decodes the image at a position.</param>
    public ReadAhead(int end, int first, int batch, int imageBytes, Action<int, ImageDecoder, byte[]> decode)
    {
        (this.end, this.decode, Batch, Next, toDecode) = (end, decode, batch, first, first);
        int count = Math.Min(batch * BatchesAhead, end - first);
        slots = [.. Enumerable.Range(0, count).Select(_ => GC.AllocateUninitializedArray<byte>(imageBytes))];
        (failures, ready) = (new Exception?[count], new bool[count]);
        threads = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(i => new Thread(Work) { IsBackground = true, Name = $"image reader {i}" })];
        foreach (var thread in threads)
            thread.Start();
    }

    /// <summary>Most images that can be taken at once.</summary>
    public int Batch { get; }

    /// <summary>Position of the next image that is taken.</summary>
    public int Next { get; private set; }

    /// <summary>Waits for the next images and copies them, one after the other.</summary>
    /// <exception cref="DataException">One of them cannot be decoded.</exception>
    public void Take(int count, Span<byte> target)
    {
        for (int i = 0; i < count; i++)
        {
            int slot = Next % slots.Length;
            lock (gate)
            {
                while (!ready[slot])
                    Monitor.Wait(gate);
            }
            if (failures[slot] is { } failure)
                ExceptionDispatchInfo.Throw(failure);
            slots[slot].CopyTo(target[(i * slots[slot].Length)..]);
            lock (gate)
            {
                ready[slot] = false;
                Next++;
                Monitor.PulseAll(gate);
            }
        }
    }

    private void Work()
    {
        var decoder = new ImageDecoder();
        while (true)
        {
            int position;
            lock (gate)
            {
                while (!stopped && toDecode < end && toDecode >= Next + slots.Length)
                    Monitor.Wait(gate);
                if (stopped || toDecode >= end)
                    return;
                position = toDecode++;
            }
            int slot = position % slots.Length;
            try
            {
                decode(position, decoder, slots[slot]);
            }
            catch (Exception e)
            {
                failures[slot] = e; // thrown where the image is taken
            }
            lock (gate)
            {
                ready[slot] = true;
                Monitor.PulseAll(gate);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            stopped = true;
            Monitor.PulseAll(gate);
        }
        foreach (var thread in threads)
            thread.Join();
    }
}
