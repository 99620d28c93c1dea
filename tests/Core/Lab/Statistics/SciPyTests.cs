using System.Globalization;
using SeRes2Net.Lab.Statistics;

namespace SeRes2Net.Core.Tests.Lab.Statistics;

/// <summary>
/// Every statistic against SciPy and statsmodels on 1,000 random sets of samples, from one process. Samples have 1 to 6 values; a fifth of them
/// are accuracies on sixteen images, with many ties, and a fifth do not vary.
/// </summary>
public sealed class SciPyTests
{
    private const double Relative = 1e-10;

    private readonly List<string> wrong = [];

    [SciPyFact]
    public void Every_statistic_is_what_SciPy_says()
    {
        var answers = SciPyAnswers.Ask(1000);
        for (int i = 0; i < answers.Cases.Count; i++)
            Compare(answers.Cases[i], $"case {i}");
        foreach (var (n, m, paired, unpaired) in answers.Power)
        {
            Same($"d_z of {n}", Power.SmallestPairedEffect(n), paired);
            Same($"d of {n} and {m}", Power.SmallestEffect(n, m), unpaired);
        }

        answers.Cases.Should().HaveCount(1000);
        string.Join('\n', wrong).Should().BeEmpty();
    }

    private void Compare(SciPyCase asked, string name)
    {
        double[] a = asked.A, b = asked.B, pairedB = asked.PairedB;
        Same($"{name}: interval of the mean", Samples.MeanInterval(a), asked.MeanInterval);
        Same($"{name}: paired", StudentTests.Paired(a, pairedB), asked.Paired);
        Same($"{name}: Welch", StudentTests.Welch(a, b), asked.Welch);
        Same($"{name}: d_z", EffectSizes.Dz(a, pairedB), asked.Paired.Dz, asked.Paired.DzInterval);
        Same($"{name}: d_av", EffectSizes.Dav(a, pairedB), asked.Paired.Dav, asked.Paired.DavInterval);
        if (asked.Welch.Equivalence is { } equivalence)
            Same($"{name}: equivalence", StudentTests.EquivalenceP(a, b, asked.Band), equivalence);
        if (asked.TwoSample is { } twoSample)
            Same($"{name}: two-sample permutation", PermutationTests.TwoSample(a, b)!.P, twoSample);
        if (asked.SignFlip is { } signFlip)
            Same($"{name}: sign-flip", PermutationTests.SignFlip(a, pairedB)!.P, signFlip);
        foreach (var (ours, theirs) in Holm.Correct(asked.PValues).Zip(asked.Holm))
            Same($"{name}: Holm", ours, theirs);
        bool[] onlyA = [.. Enumerable.Repeat(true, asked.OnlyA), .. Enumerable.Repeat(false, asked.OnlyB)];
        Same($"{name}: McNemar", McNemarTest.Of(onlyA, [.. onlyA.Select(right => !right)]).P, asked.Mcnemar);
        Same($"{name}: noncentral t", NoncentralT.Cdf(asked.Nct[0], (int)asked.Nct[1], asked.Nct[2]), asked.Nct[3], absolute: 1e-15);
        Same($"{name}: Student's t", StudentDistribution.TwoSidedP(asked.Student[0], asked.Student[1]), asked.Student[2]);
        Same($"{name}: critical t", StudentDistribution.Critical(asked.Critical[1], asked.Critical[0]), asked.Critical[2]);
    }

    private void Same(string what, MeanDifference ours, SciPyTest theirs)
    {
        Same($"{what}, t", ours.Test?.Statistic, theirs.T);
        Same($"{what}, p", ours.Test?.P, theirs.P);
        if (theirs.Degrees is { } degrees)
            Same($"{what}, degrees", ours.Test?.Degrees, degrees);
        Same($"{what}, interval", ours.Interval, theirs.Interval);
    }

    private void Same(string what, Effect? ours, double? value, double[]? interval)
    {
        Same(what, ours?.Value, value);
        Same($"{what}, interval", ours?.Interval, interval);
    }

    private void Same(string what, Interval? ours, double[]? theirs)
    {
        // An end near 0 is a difference of two larger numbers, whose size says how precise it can be.
        double absolute = Relative * (theirs is null ? 0 : Math.Abs(theirs[1] - theirs[0]));
        Same($"{what}, low", ours?.Low, theirs?[0], absolute);
        Same($"{what}, high", ours?.High, theirs?[1], absolute);
    }

    private void Same(string what, double? ours, double? theirs, double absolute = 0)
    {
        bool same = ours == theirs || Math.Abs((ours - theirs) ?? double.NaN) <= Math.Max(absolute, Relative * Math.Abs(theirs ?? 0));
        if (!same)
            wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{what}: {ours?.ToString("R") ?? "null"} instead of {theirs?.ToString("R") ?? "null"}"));
    }
}
