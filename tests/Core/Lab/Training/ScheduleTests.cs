using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Lab.Training.Schedules;

namespace SeRes2Net.Core.Tests.Lab.Training;

public class ScheduleTests
{
    private static readonly MultiStepSchedule Report = Steps(0.5, 0.75);
    private static readonly OneCycleSchedule Quick = new() { Warmup = 0.3, Start = 0.1, Last = 0.001 };

    [Theory]
    [InlineData(300, 390)]
    [InlineData(4, 100)]
    public void Multi_step_divides_at_its_fractions_whatever_the_length(int epochs, int stepsPerEpoch)
    {
        int steps = epochs * stepsPerEpoch;
        double At(int step) => 0.1 * ScheduleTable.ShareOfPeak(Report, step, steps);

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
        ScheduleTable.ShareOfPeak(Steps(0.29), 28, 100).Should().Be(1);
        ScheduleTable.ShareOfPeak(Steps(0.29), 29, 100).Should().Be(0.1);
        ScheduleTable.ShareOfPeak(Steps(0.07), 6, 100).Should().Be(1);
        ScheduleTable.ShareOfPeak(Steps(0.07), 7, 100).Should().Be(0.1);
    }

    [Theory]
    [InlineData(1951)]
    [InlineData(117001)]
    public void One_cycle_goes_from_the_start_to_the_peak_and_down_to_the_end(int steps)
    {
        double At(double fraction) => 0.4 * ScheduleTable.ShareOfPeak(Quick, (int)Math.Round(fraction * (steps - 1)), steps);

        At(0).Should().BeApproximately(0.04, 1e-12);
        At(0.15).Should().BeApproximately(0.22, 0.001);
        // As in PyTorch, the peak is a step before the fraction.
        (0.4 * ScheduleTable.ShareOfPeak(Quick, 299, 1000)).Should().BeApproximately(0.4, 1e-12);
        At(0.65).Should().BeApproximately((0.4 + 0.0004) / 2, 0.001);
        At(1).Should().BeApproximately(0.0004, 1e-12);
    }

    [Fact]
    public void One_cycle_without_warm_up_or_with_a_single_step_starts_at_the_peak()
    {
        var fall = new OneCycleSchedule { Warmup = 0, Start = 0.1, Last = 0.01 };

        ScheduleTable.ShareOfPeak(fall, 0, 100).Should().Be(1);
        ScheduleTable.ShareOfPeak(fall, 0, 1).Should().Be(1);
    }

    [Fact]
    public void Every_schedule_that_a_recipe_can_name_has_a_row()
    {
        foreach (var kind in RecipeTable.Kinds(typeof(Schedule)))
        {
            var schedule = (Schedule)RecipeTable.Defaults(kind.Type);

            ((Action)(() => ScheduleTable.ShareOfPeak(schedule, 0, 10))).Should().NotThrow($"'{kind.Name}' is a schedule of the language");
        }
    }

    private static MultiStepSchedule Steps(params double[] milestones) => new() { Milestones = milestones, Factor = 0.1 };
}
