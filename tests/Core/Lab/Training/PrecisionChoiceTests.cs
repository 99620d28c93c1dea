using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Lab.Training;
using static TorchSharp.torch;

namespace SeRes2Net.Core.Tests.Lab.Training;

[OneThread]
public class PrecisionChoiceTests
{
    [Fact]
    public void The_requested_precision_is_used()
    {
        PrecisionChoice.Resolve(Precision.Fp32, CPU).Should().Be(Precision.Fp32);
        PrecisionChoice.Resolve(Precision.Bf16, CPU).Should().Be(Precision.Bf16);
        PrecisionChoice.ActivationType(Precision.Fp32).Should().Be(ScalarType.Float32);
        PrecisionChoice.ActivationType(Precision.Bf16).Should().Be(ScalarType.BFloat16);
    }

    [Fact]
    public void Auto_agrees_with_what_the_system_reports_about_the_processor()
    {
        const string CpuInfo = "/proc/cpuinfo";
        var resolved = PrecisionChoice.Resolve(Precision.Auto, CPU);

        resolved.Should().BeOneOf(Precision.Fp32, Precision.Bf16);
        if (File.Exists(CpuInfo) && File.ReadAllText(CpuInfo) is var text && text.Contains("\nflags", StringComparison.Ordinal))
            resolved.Should().Be(text.Contains("avx512_bf16") || text.Contains("amx_bf16") ? Precision.Bf16 : Precision.Fp32);
    }
}
