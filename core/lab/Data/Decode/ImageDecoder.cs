using System.Runtime.InteropServices;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Lab.Data.Augment;
using SkiaSharp;

namespace SeRes2Net.Lab.Data.Decode;

/// <summary>
/// Decodes image files and scales them as torchvision does with Pillow. Holds its buffers: one decoder for each thread. Of a JPEG,
/// only the rows that are needed are decoded. (Decoding at a half or a quarter of the size crashes in SkiaSharp 2.88.6's library for Linux.)
/// </summary>
internal sealed class ImageDecoder
{
    private const int PixelBytes = 4;
    private byte[] decoded = [];
    private byte[] scaled = [];
    private byte[] line = [];

    /// <summary>Decodes an image.</summary>
    /// <param name="path">A JPEG, PNG or WebP file.</param>
    /// <param name="shape">Shape of the result; one channel is grey.</param>
    /// <param name="place">How an image of so many rows and columns is scaled, moved and mirrored.</param>
    /// <param name="result">Receives the pixels, [H, W, C].</param>
    /// <exception cref="DataException">The file cannot be read or decoded.</exception>
    public void Decode(string path, Shape shape, Func<int, int, (Scaling Scaling, Placement Placement)> place, Span<byte> result)
    {
        try
        {
            using var data = SKData.CreateCopy(File.ReadAllBytes(path));
            using var codec = SKCodec.Create(data) ?? throw new DataException(
                $"{path}: cannot be decoded: expected a JPEG, PNG or WebP image, found {data.Size} bytes of something else.");
            var (scaling, placement) = place(codec.Info.Height, codec.Info.Width);
            Scale(path, codec, scaling);
            Write(shape, placement, result);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path}: cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Fills <see cref="scaled"/> with the window, [rows, columns] of four bytes.</summary>
    private void Scale(string path, SKCodec codec, Scaling scaling)
    {
        var (part, window) = (scaling.Part, scaling.Window);
        var columns = new Taps(part.Left, part.Columns, scaling.Columns, window.Left, window.Columns);
        var rows = new Taps(part.Top, part.Rows, scaling.Rows, window.Top, window.Rows);

        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        int first = Read(path, codec, info, rows.Low, rows.High);
        int width = window.Columns * PixelBytes, count = rows.High - rows.Low;
        Grow(ref line, count * width);
        for (int row = 0; row < count; row++)
        {
            Resampling.Row(
                MemoryMarshal.Cast<byte, uint>(decoded.AsSpan((rows.Low - first + row) * info.RowBytes, info.RowBytes)),
                MemoryMarshal.Cast<byte, uint>(line.AsSpan(row * width, width)), columns);
        }
        Grow(ref scaled, window.Rows * width);
        for (int row = 0; row < window.Rows; row++)
        {
            var weights = rows.Weights(row);
            Resampling.Column(
                line.AsSpan((rows.First(row) - rows.Low) * width, weights.Length * width), width, weights, scaled.AsSpan(row * width, width));
        }
    }

    /// <summary>Decodes at least some rows into <see cref="decoded"/>, and returns the first one that is there.</summary>
    private unsafe int Read(string path, SKCodec codec, SKImageInfo info, int from, int to)
    {
        if (codec.EncodedFormat == SKEncodedImageFormat.Jpeg && codec.StartScanlineDecode(info) == SKCodecResult.Success)
        {
            Grow(ref decoded, Bytes(to - from));
            fixed (byte* target = decoded)
            {
                if (!codec.SkipScanlines(from) && from > 0)
                    throw CutShort(path, from);
                int read = codec.GetScanlines((IntPtr)target, to - from, info.RowBytes);
                if (read < to - from)
                    throw CutShort(path, from + read);
            }
            return from;
        }
        Grow(ref decoded, Bytes(info.Height));
        fixed (byte* target = decoded)
        {
            var found = codec.GetPixels(info, (IntPtr)target);
            if (found != SKCodecResult.Success)
                throw new DataException($"{path}: cannot be decoded: {(found == SKCodecResult.IncompleteInput ? "the file is cut short" : found)}.");
        }
        return 0;

        int Bytes(int rows) => (long)rows * info.RowBytes is var bytes && bytes <= Array.MaxLength ? (int)bytes
            : throw new DataException($"{path}: {info.Height} x {info.Width} pixels are more than fit into {Array.MaxLength >> 20} MiB.");
    }

    private static DataException CutShort(string path, int row) => new($"{path}: cannot be decoded: the file is cut short or damaged at row {row}.");

    /// <summary>Moves, mirrors and writes the window; what comes from outside is black.</summary>
    private void Write(Shape shape, Placement placement, Span<byte> result)
    {
        int width = shape.Columns, channels = shape.Channels;
        result[..(shape.Rows * width * channels)].Clear();
        for (int row = 0; row < shape.Rows; row++)
        {
            int from = row + placement.Down;
            if (from < 0 || from >= shape.Rows)
                continue;
            var pixels = scaled.AsSpan(from * width * PixelBytes, width * PixelBytes);
            var target = result.Slice(row * width * channels, width * channels);
            for (int column = 0; column < width; column++)
            {
                int source = (placement.Mirrored ? width - 1 - column : column) + placement.Right;
                if (source < 0 || source >= width)
                    continue;
                var pixel = pixels.Slice(source * PixelBytes, 3);
                if (channels == 3)
                    pixel.CopyTo(target[(column * 3)..]);
                else
                    target[column] = (byte)((pixel[0] * 19595 + pixel[1] * 38470 + pixel[2] * 7471 + 0x8000) >> 16); // Pillow's luma
            }
        }
    }

    private static void Grow(ref byte[] buffer, int bytes)
    {
        if (buffer.Length < bytes)
            buffer = GC.AllocateUninitializedArray<byte>(bytes);
    }
}
