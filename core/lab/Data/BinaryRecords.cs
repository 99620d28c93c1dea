namespace SeRes2Net.Lab.Data;

/// <summary>
/// Files of records in the layout of CIFAR: some bytes of labels, then 3 x 32 x 32 bytes of red, green and blue planes. A file may hold
/// any number of records.
/// </summary>
/// <param name="Title">Whose layout it is, for people.</param>
/// <param name="LabelBytes">Bytes before the pixels.</param>
/// <param name="LabelAt">Which of them is the label.</param>
/// <param name="Classes">Number of classes.</param>
internal sealed record BinaryRecords(string Title, int LabelBytes, int LabelAt, int Classes)
{
    private const int ImageBytes = 3 * 32 * 32;

    /// <summary>Bytes of a record.</summary>
    public int RecordBytes => LabelBytes + ImageBytes;

    /// <summary>Reads files one after the other.</summary>
    /// <exception cref="DataException">A file is missing, is cut short, or holds a label out of range.</exception>
    public ImageSet Read(IReadOnlyList<string> paths)
    {
        byte[][] files = [.. paths.Select(ReadWhole)];
        int count = files.Sum(file => file.Length / RecordBytes);
        if ((long)count * ImageBytes > Array.MaxLength)
            throw new DataException($"{paths[0]}: {count} records are more than fit into one array ({Array.MaxLength / ImageBytes}).");
        var pixels = new byte[count * ImageBytes];
        var labels = new int[count];
        int image = 0;
        for (int f = 0; f < files.Length; f++)
        {
            for (int r = 0; r < files[f].Length / RecordBytes; r++, image++)
            {
                var record = files[f].AsSpan(r * RecordBytes, RecordBytes);
                labels[image] = record[LabelAt];
                if (labels[image] >= Classes)
                    throw new DataException($"{paths[f]}: record {r} (byte {(long)r * RecordBytes}) has label {labels[image]}, " +
                        $"expected 0 to {Classes - 1}. The file is damaged or is not {Title}'s binary version; unpack the archive again.");
                record[LabelBytes..].CopyTo(pixels.AsSpan(image * ImageBytes));
            }
        }
        return new ImageSet(pixels, labels);
    }

    private byte[] ReadWhole(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
                throw new DataException($"{path}: file not found. The other files of {Title} are beside it; unpack the archive again.");
            var (records, rest) = Math.DivRem(file.Length, RecordBytes);
            if (rest != 0 || records == 0)
                throw new DataException($"{path}: expected records of {RecordBytes} bytes, found {file.Length} bytes: {records} records " +
                    $"and {rest} of the {RecordBytes} bytes of record {records}. The file is cut short, or is not {Title}'s binary version; unpack the archive again.");
            byte[] bytes = File.ReadAllBytes(path);
            // A disk that lost power can leave a file of the right size that holds only zeros.
            if (!bytes.AsSpan().ContainsAnyExcept((byte)0))
                throw new DataException($"{path}: all {records} records are zeros. The file is damaged; unpack the archive again.");
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path}: cannot be read: {e.Message}", e);
        }
    }
}
