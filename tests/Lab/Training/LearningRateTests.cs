using SeRes2Net.Compiler.Recipes;
using SeRes2Net.Lab.Training;

namespace SeRes2Net.Lab.Tests.Training;

public class LearningRateTests
{
    private static readonly MultiStepSchedule s_report = new([0.5, 0.75], 0.1);
    private static readonly OneCycleSchedule s_quick = new(0.3, 0.1, 0.001);

    [Theory]
    [InlineData(300, 390)]
    [InlineData(4, 100)]
    public void Multi_step_divides_at_its_fractions_of_any_length(int epochs, int stepsPerEpoch)
    {
        int steps = epochs * stepsPerEpoch;
        double At(int step) => LearningRate.At(s_report, 0.1, step, steps);

        At(0).Should().Be(0.1);
        At(steps / 2 - 1).Should().Be(0.1);
        At(steps / 2).Should().BeApproximately(0.01, 1e-15);
        At(steps * 3 / 4 - 1).Should().BeApproximately(0.01, 1e-15);
        At(steps * 3 / 4).Should().BeApproximately(0.001, 1e-15);
        At(steps - 1).Should().BeApproximately(0.001, 1e-15);
    }

    [Fact]
    public void A_milestone_on_a_step_boundary_is_not_moved_by_binary_rounding()
    {
        // 0.29 * 100 is 28.999999999999996 and 0.07 * 100 is 7.000000000000001 in binary.
        LearningRate.At(new MultiStepSchedule([0.29], 0.1), 1, 28, 100).Should().Be(1);
        LearningRate.At(new MultiStepSchedule([0.29], 0.1), 1, 29, 100).Should().Be(0.1);
        LearningRate.At(new MultiStepSchedule([0.07], 0.1), 1, 6, 100).Should().Be(1);
        LearningRate.At(new MultiStepSchedule([0.07], 0.1), 1, 7, 100).Should().Be(0.1);
    }

    [Theory]
    [InlineData(1951)]
    [InlineData(117001)]
    public void One_cycle_goes_from_start_over_the_peak_to_the_end(int steps)
    {
        double At(double fraction) => LearningRate.At(s_quick, 0.4, (int)Math.Round(fraction * (steps - 1)), steps);

        At(0).Should().BeApproximately(0.04, 1e-12);
        At(0.15).Should().BeApproximately(0.22, 0.001);
        At(0.3).Should().BeApproximately(0.4, 1e-9);
        At(0.65).Should().BeApproximately((0.4 + 0.0004) / 2, 0.001);
        At(1).Should().BeApproximately(0.0004, 1e-12);
    }

    [Fact]
    public void One_cycle_without_warm_up_or_of_one_step_starts_at_the_peak()
    {
        var fall = new OneCycleSchedule(0, 0.1, 0.01);

        LearningRate.At(fall, 0.4, 0, 100).Should().Be(0.4);
        LearningRate.At(fall, 0.4, 0, 1).Should().Be(0.4);
    }
}
