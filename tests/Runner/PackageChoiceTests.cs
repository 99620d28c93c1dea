using System.Text.Json;

namespace SeRes2Net.Runner.Tests;

/// <summary>
/// Which libtorch packages a build asks for. Only the choice is tested: the CUDA packages are gigabytes that no test downloads.
/// </summary>
public class PackageChoiceTests
{
    private static readonly string Driver = Path.Combine(Repository.Root, "LICENSE"); // any file that is there
    private static readonly string NoDriver = Path.Combine(Repository.Root, "no-driver");

    public static TheoryData<string, bool, string?, string> Choices { get; } = new()
    {
        { "linux-x64", false, null, "libtorch-cpu-linux-x64" },
        { "linux-x64", true, null, "libtorch-cpu-linux-x64" },
        { "linux-x64", false, "cpu", "libtorch-cpu-linux-x64" },
        { "linux-x64", false, "cuda", "TorchSharp-cuda-linux" },
        { "win-x64", false, null, "libtorch-cpu-win-x64" },
        { "win-x64", true, null, "TorchSharp-cuda-windows" },
        { "win-x64", true, "cpu", "libtorch-cpu-win-x64" },
        { "win-x64", false, "cuda", "TorchSharp-cuda-windows" },
        { "win-arm64", true, null, "libtorch-cpu-win-arm64" },
        { "osx-arm64", true, null, "libtorch-cpu-osx-arm64" },
    };

    [Theory]
    [MemberData(nameof(Choices))]
    public void One_libtorch_is_chosen_by_system_driver_and_property(string platform, bool driver, string? torch, string package)
    {
        var (packages, flavour) = Evaluate("runner", torch, $"-p:RuntimeIdentifier={platform}", $"-p:NvidiaDriver={(driver ? Driver : NoDriver)}");

        packages.Keys.Where(IsTorch).Should().BeEquivalentTo(["TorchSharp", package], "the packages reject two of them");
        packages[package].Should().Be(package.StartsWith("libtorch", StringComparison.Ordinal) ? "2.10.0" : packages["TorchSharp"]);
        flavour.Should().Be(package.Contains("cuda", StringComparison.Ordinal) ? "cuda" : "cpu");
    }

    [Fact]
    public void The_property_on_the_command_line_overrides_the_environment() =>
        Evaluate("runner", "cuda", "-p:RuntimeIdentifier=linux-x64", "-p:Torch=cpu").Flavour.Should().Be("cpu");

    [Fact]
    public void By_default_the_build_machine_decides() =>
        Evaluate("runner", null, $"-p:NvidiaDriver={NoDriver}").Packages.Keys.Where(IsTorch).Should().HaveCount(2).And.Contain(
            "libtorch-cpu-" + (OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")
            + "-" + System.Runtime.InteropServices.RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant());

    [Theory]
    [InlineData("core/nn")]
    [InlineData("core/lab")]
    [InlineData("core/models")]
    public void A_library_does_not_depend_on_a_libtorch_package(string project) =>
        Evaluate(project, "cuda").Packages.Keys.Where(IsTorch).Should().Equal("TorchSharp");

    [Theory]
    [InlineData("linux-x64", "gpu", "Torch=gpu: expected cpu or cuda.")]
    [InlineData("osx-arm64", "cuda", "Torch=cuda: TorchSharp has no CUDA packages for osx-arm64, only for linux-x64 and win-x64.")]
    [InlineData("linux-arm64", null, "TorchSharp has no libtorch for linux-arm64: linux-x64, win-x64, win-arm64 and osx-arm64 are supported.")]
    public void A_choice_without_packages_is_an_error_before_the_restore(string platform, string? torch, string message)
    {
        var result = MSBuildProcess.Run(Path.Combine(Repository.Root, "runner"), torch, "-t:CollectPackageReferences", $"-p:RuntimeIdentifier={platform}");

        result.ExitCode.Should().Be(1);
        result.Output.Should().Contain("error : " + message);
    }

    private static bool IsTorch(string package) => package.Contains("torch", StringComparison.OrdinalIgnoreCase);

    private static (IReadOnlyDictionary<string, string> Packages, string Flavour) Evaluate(string project, string? torch, params string[] properties)
    {
        var result = MSBuildProcess.Run(Path.Combine(Repository.Root, project), torch, ["-getItem:PackageReference", "-getProperty:Torch", .. properties]);
        result.ExitCode.Should().Be(0, result.Output + result.Errors);
        using var json = JsonDocument.Parse(result.Output);
        var packages = json.RootElement.GetProperty("Items").GetProperty("PackageReference").EnumerateArray()
            .ToDictionary(item => item.GetProperty("Identity").GetString()!, item => item.GetProperty("Version").GetString()!);
        return (packages, json.RootElement.GetProperty("Properties").GetProperty("Torch").GetString()!);
    }
}
