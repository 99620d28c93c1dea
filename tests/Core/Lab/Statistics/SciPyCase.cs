using System.Text.Json;
using System.Text.Json.Serialization;

namespace SeRes2Net.Core.Tests.Lab.Statistics;

/// <summary>What statistics_oracle.py says: random samples with SciPy's answers, and detectable differences.</summary>
internal sealed record SciPyAnswers(IReadOnlyList<SciPyCase> Cases, IReadOnlyList<SciPyPower> Power)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Starts Python once and reads what it prints.</summary>
    public static SciPyAnswers Ask(int cases)
    {
        var (code, output, error) = PythonInterpreter.Run(SciPyFactAttribute.Python!, PyTorch.Script("statistics_oracle.py"), $"{cases}");
        code.Should().Be(0, error);
        return JsonSerializer.Deserialize<SciPyAnswers>(output, Options)!;
    }
}

/// <summary>One set of samples; what SciPy calls NaN is null.</summary>
internal sealed record SciPyCase(
    double[] A, double[] B, double[] PairedB, double Band, SciPyTest Paired, SciPyTest Welch, double[]? MeanInterval,
    double? TwoSample, double? SignFlip, double[] PValues, double[] Holm, int OnlyA, int OnlyB, double Mcnemar,
    double[] Nct, double[] Student, double[] Critical);

/// <summary>A t-test, and what follows from it where there is a spread.</summary>
internal sealed record SciPyTest(double? T, double? P, double[]? Interval = null, double? Degrees = null, double? Equivalence = null,
    double? Dz = null, double[]? DzInterval = null, double? Dav = null, double[]? DavInterval = null);

/// <summary>Smallest detectable differences of n against m runs.</summary>
internal sealed record SciPyPower(int N, int M, double Paired, double Unpaired);
