using SeRes2Net.Lab.Data;

namespace SeRes2Net.Runner.Rendering;

/// <summary>A download's progress: on a terminal a bar that redraws itself, elsewhere a line for every tenth.</summary>
internal sealed class DownloadLines(TextWriter output) : IProgress<DownloadProgress>
{
    private readonly bool redraws = !Console.IsErrorRedirected;
    private long shown = -1;

    /// <inheritdoc/>
    public void Report(DownloadProgress value)
    {
        if (value.Total is not > 0)
            return;
        var percent = value.Bytes * 100 / value.Total.Value;
        if (percent == shown || (!redraws && percent / 10 == shown / 10 && shown >= 0))
            return;
        shown = percent;
        var text = $"Downloading {value.Title} [{new string('#', (int)percent / 5),-20}] {percent,3}% of {value.Total.Value / 1_000_000} MB";
        if (redraws)
            output.Write(percent == 100 ? $"\r{text}\n" : $"\r{text}");
        else
            output.WriteLine(text);
    }
}
