using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Data;

namespace SeRes2Net.Lab.Training;

/// <summary>Trains a network and writes its run directory.</summary>
public static class Trainer
{
    /// <summary>Runs the whole training: draws the weights or takes them from a checkpoint, trains, evaluates and saves.</summary>
    /// <remarks>
    /// Only full batches are trained on; the images left over in one epoch's shuffle take part in another's. Everything random follows
    /// from the seed and the step: on the CPU, two runs with the same number of threads end with the same bits, wherever they are stopped
    /// and resumed.
    /// </remarks>
    /// <param name="request">What to train, on what, and how.</param>
    /// <param name="observer">Notified of everything that happens.</param>
    /// <param name="stop">Ends the run after the current step; the weights of that step are saved.</param>
    /// <exception cref="DataException">The spec does not fit the data, there are fewer images than one batch, or an image cannot be read.</exception>
    /// <exception cref="CheckpointException">The run directory cannot be written or read, or belongs to another run.</exception>
    public static TrainingOutcome Run(TrainingRequest request, ITrainingObserver observer, CancellationToken stop = default)
    {
        using var run = TrainingRun.Open(request, observer, stop);
        try
        {
            observer.Started(run.Plan);
            return Run(run);
        }
        catch (CheckpointException e) when (e.IsDiskFull && run.MustStop)
        {
            return run.GiveUp(e);
        }
        catch
        {
            run.Fail();
            throw;
        }
        finally
        {
            observer.Ended();
        }
    }

    private static TrainingOutcome Run(TrainingRun run)
    {
        while (true)
        {
            if (run.IsEvaluationDue && !run.Evaluate())
                return run.End();
            if (run.IsComplete)
                return run.End();
            using var epoch = run.BeginEpoch();
            do
            {
                run.Step(epoch);
                bool mustStop = run.MustStop; // once: a signal between two looks would end the run without saving
                if (mustStop || run.IsSavingDue)
                    run.Save();
                if (mustStop || !run.IsGood)
                    return run.End();
            }
            while (run.IsWithinEpoch);
        }
    }
}
