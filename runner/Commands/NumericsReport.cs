using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SeRes2Net.Nn.Platform;
using SeRes2Net.Nn.Platform.Sweeps;
using SeRes2Net.Runner.Rendering;

namespace SeRes2Net.Runner.Commands;

/// <summary><c>doctor --numerics</c>: compares every operation that generated code can call with float64.</summary>
internal static class NumericsReport
{
    private const int Seed = 1, Convolutions = 1000, CasesOfOthers = 100;

    /// <summary>Runs the sweeps and prints the table; the exit code says whether anything was wrong.</summary>
    public static int Run(bool asJson)
    {
        var state = Numerics.State;
        List<SweepRow> rows = [ConvolutionSweep.Run(Convolutions, Seed, bare: false), .. OperationSweep.Run(CasesOfOthers, Seed)];
        var compared = RunInChild();
        if (asJson)
        {
            JsonOutput.WriteObject(json =>
            {
                json.WriteNumerics(state);
                json.WriteArray("operations", rows, row => Write(json, row));
                json.WriteArray("for_comparison", compared, row => Write(json, row));
            });
        }
        else
        {
            Console.Out.WriteLine($"numerics: {state}");
            Console.Out.Write(TextTable.Render(
                ["operation", "cases", "wrong", "error float32", "error bf16"], [.. rows.Concat(compared).Select(Cells)]));
            foreach (var row in rows.Where(row => row.FirstWrong is not null))
                Console.Out.WriteLine($"{row.Operation}, first wrong case: {row.FirstWrong}");
        }
        return rows.Exists(row => row.Wrong > 0) ? ExitCode.Internal : ExitCode.Done;
    }

    /// <summary>TorchSharp's own convolutions, as JSON for <see cref="Run"/>.</summary>
    public static int RunBare()
    {
        Numerics.Ensure();
        var row = ConvolutionSweep.Run(Convolutions, Seed, bare: true);
        JsonOutput.WriteObject(json => Write(json, row));
        return ExitCode.Done;
    }

    /// <summary>How the numerics were checked, as an object with the names of run.json.</summary>
    public static void WriteNumerics(this Utf8JsonWriter json, NumericsState state)
    {
        json.WriteStartObject("numerics");
        json.WriteString("treatment", JsonNamingPolicy.SnakeCaseLower.ConvertName(state.Treatment.ToString()));
        json.WriteString("reason", state.Reason);
        json.WriteStartObject("self_test");
        json.WriteNumber("convolutions", state.SelfTest.Convolutions);
        json.WriteNumber("wrong", state.SelfTest.Wrong);
        json.WriteNumber("milliseconds", state.SelfTest.Milliseconds);
        json.WriteEndObject();
        json.WriteBoolean("right", state.Right);
        json.WriteEndObject();
    }

    // In a separate process, because a repair cannot be undone.
    private static List<SweepRow> RunInChild()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { typeof(NumericsReport).Assembly.Location, "doctor", "--bare" })
            start.ArgumentList.Add(argument);
        start.Environment[OneDnnSwitch.Variable] = OneDnnSwitch.Unrepaired;
        using var child = Process.Start(start)!;
        var errors = child.StandardError.ReadToEndAsync();
        var output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        if (child.ExitCode != ExitCode.Done)
            throw new CommandFailure(ExitCode.Internal, $"The comparison with TorchSharp's own convolutions failed: {errors.GetAwaiter().GetResult()}");
        using var json = JsonDocument.Parse(output);
        var row = json.RootElement;
        return
        [
            new("conv, plain TorchSharp", row.GetProperty("cases").GetInt32(), row.GetProperty("wrong").GetInt32(),
                Read("error_float32"), Read("error_bf16"), row.GetProperty("first_wrong").GetString()),
        ];

        double Read(string name) =>
            row.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : double.PositiveInfinity;
    }

    private static void Write(Utf8JsonWriter json, SweepRow row)
    {
        json.WriteString("operation", row.Operation);
        json.WriteNumber("cases", row.Cases);
        json.WriteNumber("wrong", row.Wrong);
        WriteError("error_float32", row.Float32);
        WriteError("error_bf16", row.BFloat16);
        json.WriteString("first_wrong", row.FirstWrong);

        // JSON has no infinity; null stands for NaN.
        void WriteError(string name, double error)
        {
            if (double.IsFinite(error))
                json.WriteNumber(name, error);
            else
                json.WriteNull(name);
        }
    }

    private static string[] Cells(SweepRow row) =>
    [
        row.Operation, row.Cases.ToString(CultureInfo.InvariantCulture), row.Wrong.ToString(CultureInfo.InvariantCulture),
        Cell(row.Float32), Cell(row.BFloat16),
    ];

    private static string Cell(double error) => double.IsFinite(error) ? error.ToString("0.0e+0", CultureInfo.InvariantCulture) : "not a number";
}
