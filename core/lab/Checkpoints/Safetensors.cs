using TorchSharp;

namespace SeRes2Net.Lab.Checkpoints;

/// <summary>
/// Reads and writes the safetensors format (github.com/huggingface/safetensors): 8 bytes of header length, little endian; a JSON
/// header padded with spaces; the tensors' bytes without gaps. Files hold no code, and Python's <c>safetensors</c> reads them.
/// </summary>
public static class Safetensors
{
    /// <summary>Writes all tensors to a temporary file, flushes it and renames it. The same tensors give the same bytes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">By state-dict name, on any device, of any layout.</param>
    /// <param name="metadata">Free text kept in the header.</param>
    /// <exception cref="CheckpointException">The file cannot be written (a previous one is untouched), or an element type is unknown
    /// to the format.</exception>
    public static void Write(
        string path, IReadOnlyDictionary<string, torch.Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var header = SafetensorsHeader.Plan(tensors, metadata ?? new Dictionary<string, string>());
        WholeFile.Write(path, file =>
        {
            file.Write(header.ToBytes());
            foreach (var entry in header.Entries)
            {
                if (entry.End == entry.Start)
                    continue;
                using var scope = torch.NewDisposeScope();
                file.Write(tensors[entry.Name].detach().cpu().contiguous().bytes);
            }
        });
    }

    /// <summary>Reads a whole file into the CPU's memory. The tensors belong to the caller (and to its dispose scope).</summary>
    /// <exception cref="CheckpointException">The file is missing, cut short, or not safetensors.</exception>
    public static SafetensorsFile Read(string path)
    {
        try
        {
            using var file = WholeFile.OpenRead(path);
            var header = SafetensorsHeader.Read(file, path);
            using var scope = torch.NewDisposeScope();
            var tensors = new Dictionary<string, torch.Tensor>();
            foreach (var entry in header.Entries)
            {
                var tensor = torch.empty([.. entry.Shape], dtype: entry.Type);
                if (entry.End > entry.Start)
                    file.ReadExactly(tensor.bytes);
                tensors.Add(entry.Name, tensor);
            }
            foreach (var tensor in tensors.Values)
                tensor.MoveToOuterDisposeScope();
            return new SafetensorsFile(tensors, header.Metadata);
        }
        catch (Exception e) when (e is IOException and not CheckpointException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{path}: cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads and checks only the table of contents.</summary>
    /// <exception cref="CheckpointException">The file is missing, cut short, or not safetensors.</exception>
    public static SafetensorsHeader ReadHeader(string path)
    {
        try
        {
            using var file = WholeFile.OpenRead(path);
            return SafetensorsHeader.Read(file, path);
        }
        catch (Exception e) when (e is IOException and not CheckpointException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{path}: cannot be read: {e.Message}", e);
        }
    }
}
