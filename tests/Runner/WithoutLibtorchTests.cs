namespace SeRes2Net.Runner.Tests;

/// <summary>Copies of the runner whose native libraries are missing or damaged: whatever needs libtorch fails, and says so.</summary>
public sealed class WithoutLibtorchTests : IDisposable
{
    private const string Training = "--spec specs/se-res2net-29.yaml --data shapes10";

    private readonly TemporaryFolder copy = new();

    public WithoutLibtorchTests()
    {
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory))
        {
            var name = Path.GetFileName(file);
            if (!IsNative(name) && (name.EndsWith(".dll", StringComparison.Ordinal) || name.StartsWith("runner.", StringComparison.Ordinal)))
                File.Copy(file, Path.Combine(copy.Path, name));
        }
    }

    [Theory]
    [InlineData("describe", "--spec", "specs/se-res2net-29.yaml")]
    [InlineData("validate", "specs")]
    [InlineData("list")]
    [InlineData("explain")]
    [InlineData("diff", "specs/res2net-29.yaml", "specs/se-res2net-29.yaml")]
    public void Reading_specs_needs_no_libtorch(params string[] arguments) => Run(arguments).ExitCode.Should().Be(0);

    [Fact]
    public void Exporting_a_network_needs_no_libtorch() =>
        Run(["export", "--spec", "specs/resnet-56.yaml", "--format", "pytorch", "--out", Path.Combine(copy.Path, "net.py")]).ExitCode.Should().Be(0);

    [Theory]
    [InlineData("doctor")]
    [InlineData(Training)]
    public void Computing_without_libtorch_says_what_is_missing(string arguments) =>
        ShouldFail(Run(arguments.Split(' ')), $"there is no {Path.Combine(copy.Path, Library("torch_cpu"))}");

    [LinuxFact("Other systems' loaders do not name the library.")]
    public void A_library_that_libtorch_needs_is_named_when_it_is_missing()
    {
        LinkLibraries(except: "libc10.so");

        ShouldFail(Run("doctor"), "libc10.so: cannot open shared object file");
    }

    [LinuxTheory("Other systems' loaders check the length themselves.")]
    [InlineData("libtorch_cpu.so", 1_000_000, "bytes are missing at its end")]
    [InlineData("libLibTorchSharp.so", 100_000, "bytes are missing at its end")]
    [InlineData("libgomp-98b21ff3.so.1", 0, "it is not a library")]
    public void A_truncated_library_does_not_crash_the_program(string name, int length, string fault)
    {
        LinkLibraries(except: name);
        using (var whole = File.OpenRead(Path.Combine(AppContext.BaseDirectory, name)))
        {
            var part = new byte[length];
            whole.ReadExactly(part);
            File.WriteAllBytes(Path.Combine(copy.Path, name), part);
        }

        var result = Run(Training.Split(' '));

        ShouldFail(result, $"{Path.Combine(copy.Path, name)} is damaged");
        result.Errors.Should().Contain(fault);
    }

    [Fact]
    public void Without_ONNX_Runtime_only_what_needs_it_fails()
    {
        LinkLibraries(except: Library("onnxruntime"));
        var file = Path.Combine(copy.Path, "net.onnx");

        var result = Run("export", "--spec", "specs/resnet-20.yaml", "--format", "onnx", "--out", file);

        result.ExitCode.Should().Be(3);
        result.Output.Should().BeEmpty();
        result.Errors.Should().StartWith("ONNX Runtime cannot be loaded: ").And.EndWith("Build again to get its library.\n");
        result.Errors.Split('\n').Should().HaveCount(2, "the message is one line");
        File.Exists(file).Should().BeFalse();
        Run("doctor").ExitCode.Should().Be(0, "what needs only libtorch works");
    }

    [LinuxFact("The bytes of the stand-in are a Linux library's.")]
    public void A_library_of_another_system_is_refused()
    {
        LinkLibraries(except: "libtorch_cpu.so");
        var arm = new byte[64];
        "\u007fELF\u0002\u0001\u0001"u8.CopyTo(arm);
        (arm[0x10], arm[0x12], arm[0x34], arm[0x36]) = (3, 183, 64, 56);
        File.WriteAllBytes(Path.Combine(copy.Path, "libtorch_cpu.so"), arm);

        ShouldFail(Run("doctor"), "libtorch_cpu.so: ");
    }

    [Fact]
    public void Whole_libraries_load_from_any_folder()
    {
        LinkLibraries();

        Run("doctor").ExitCode.Should().Be(0);
    }

    [LinuxFact("The stand-in for libtorch's CUDA library is a Linux library.")]
    public void A_GPU_build_says_if_there_is_no_GPU()
    {
        LinkLibraries();
        HardLink.Create(Path.Combine(AppContext.BaseDirectory, "libc10.so"), Path.Combine(copy.Path, "libtorch_cuda.so"));

        var result = Run([.. Training.Split(' '), "--device", "cuda"]);

        result.ExitCode.Should().Be(3);
        result.Errors.Should().StartWith("--device cuda: no CUDA device was found.").And.NotContain("   at ");
        Run("doctor", "--json").Output.Should().Contain("\"libtorch_flavour\": \"cuda\"");
    }

    public void Dispose() => copy.Dispose();

    private void ShouldFail(RunnerResult result, string message)
    {
        result.ExitCode.Should().Be(3);
        result.Output.Should().BeEmpty();
        result.Errors.Should().StartWith("libtorch cannot be loaded: ").And.Contain(message).And.NotContain("   at ");
        result.Errors.Should().EndWith($"Delete {copy.Path}{Path.DirectorySeparatorChar} and build again.\n");
        Directory.EnumerateDirectories(copy.Path).Should().BeEmpty("TorchSharp itself would copy all of NuGet's libraries into a folder");
    }

    private void LinkLibraries(string? except = null)
    {
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory).Where(file => IsNative(Path.GetFileName(file))))
        {
            if (Path.GetFileName(file) != except)
                HardLink.Create(file, Path.Combine(copy.Path, Path.GetFileName(file)));
        }
    }

    private static string Library(string name) =>
        OperatingSystem.IsWindows() ? $"{name}.dll" : OperatingSystem.IsMacOS() ? $"lib{name}.dylib" : $"lib{name}.so";

    // Windows libraries do not show that they are native: libtorch's are recognised by name.
    private static bool IsNative(string name) =>
        name.Contains(".so", StringComparison.Ordinal) || name.EndsWith(".dylib", StringComparison.Ordinal)
        || name is "LibTorchSharp.dll" or "c10.dll" or "fbgemm.dll" or "asmjit.dll" or "uv.dll" or "onnxruntime.dll" || name.StartsWith("torch", StringComparison.Ordinal);

    private RunnerResult Run(params string[] arguments)
    {
        using var runner = RunnerProcess.StartCopy(Path.Combine(copy.Path, "runner.dll"), Repository.Root, arguments);
        return runner.Wait();
    }
}
