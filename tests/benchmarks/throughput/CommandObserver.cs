using System.Diagnostics;
using System.Globalization;
using SeRes2Net.Lab.Training;

namespace SeRes2Net.Benchmarks.Throughput;

/// <summary>Lets a training run do as many steps as it is told, and reports how long they took.</summary>
/// <param name="introduction">What to print first, when the process is ready for commands.</param>
/// <param name="commands">One per line.</param>
/// <param name="answers">One per line: seconds.</param>
/// <param name="stop">Ends the run after the last command.</param>
/// <param name="infer">Seconds for that many batches in evaluation mode.</param>
internal sealed class CommandObserver(
    string introduction, TextReader commands, TextWriter answers, CancellationTokenSource stop, Func<int, double> infer)
    : ITrainingObserver
{
    private readonly Stopwatch clock = new();
    private int left = 1; // the first step, which allocates and compiles, runs untimed

    /// <inheritdoc/>
    public void Step(StepReport step)
    {
        if (--left > 0)
            return;
        Answer(clock.IsRunning ? clock.Elapsed.TotalSeconds.ToString("R", CultureInfo.InvariantCulture) : introduction);
        while (commands.ReadLine() is { } line)
        {
            var words = line.Split(' ');
            var count = int.Parse(words[1], CultureInfo.InvariantCulture);
            if (words[0] == "train")
            {
                left = count;
                clock.Restart();
                return;
            }
            Answer(infer(count).ToString("R", CultureInfo.InvariantCulture));
        }
        stop.Cancel();
    }

    private void Answer(string line)
    {
        answers.WriteLine(line);
        answers.Flush();
    }

    /// <inheritdoc/>
    public void Started(TrainingPlan plan)
    {
    }

    /// <inheritdoc/>
    public void Estimated(TimeSpan wholeRun)
    {
    }

    /// <inheritdoc/>
    public void Evaluating(int done, int of)
    {
    }

    /// <inheritdoc/>
    public void Epoch(EpochMetrics epoch)
    {
    }

    /// <inheritdoc/>
    public void Note(string text)
    {
    }
}
