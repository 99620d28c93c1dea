using SeRes2Net.Runner.Studies;

namespace SeRes2Net.Runner.Tests;

public sealed class StudyFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_turn_is_one_processs_at_a_time_and_waiting_can_be_stopped()
    {
        var waits = 0;
        using var stop = new CancellationTokenSource();
        FileStream? Turn(CancellationToken stopping) => StudyFolder.Turn(folder.File("study"), "measure.lock", () => Interlocked.Increment(ref waits), stopping);
        var first = Turn(default);
        first.Should().NotBeNull();

        var second = Task.Run(() => Turn(default));
        var third = Task.Run(() => Turn(stop.Token));
        SpinWait.SpinUntil(() => Volatile.Read(ref waits) == 2, TimeSpan.FromMinutes(1)).Should().BeTrue("both say that they wait");
        await stop.CancelAsync();
        (await third).Should().BeNull();
        second.IsCompleted.Should().BeFalse();

        first!.Dispose();
        using var turn = await second;
        turn.Should().NotBeNull();
        waits.Should().Be(2);
    }
}
