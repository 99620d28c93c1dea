using System.Text.Json;

namespace SeRes2Net.Runner.Tests;

/// <summary>
/// How a build puts libtorch beside the program (<c>core/nn/Platform/NativeLibraries.targets</c>), in a project that has nothing else.
/// The bridge is NuGet's own file, the others are small stand-ins.
/// </summary>
public sealed class NativeStagingTests : IDisposable
{
    private const string Bridge = "libLibTorchSharp.so";

    // The bridge needs this, and Debian 12's libstdc++ does not have it.
    private const string OldLibrary = "old\0GLIBCXX_3.4.30\0GLIBCXX_3.4.31\0";
    private const string NewLibrary = "new\0GLIBCXX_3.4.31\0GLIBCXX_3.4.32\0GLIBCXX_3.4.33\0";

    private static readonly Lazy<string> NuGetBridge = new(FindBridge);

    private readonly TemporaryFolder folder = new();

    public NativeStagingTests()
    {
        File.Copy(NuGetBridge.Value, folder.Write($"packages/torchsharp/{Bridge}", ""), overwrite: true);
        folder.Write("packages/libtorch-cpu/libtorch_cpu.so", "libtorch");
        folder.Write("packages/skiasharp/libSkiaSharp.so", "another library");
        folder.Write("old.so", OldLibrary);
        folder.Write("new.so", NewLibrary);
        folder.Write("tiny.proj", $"""
            <Project>
              <PropertyGroup>
                <Torch>cpu</Torch>
                <TorchPlatform>linux-x64</TorchPlatform>
                <RuntimeIdentifier>linux-x64</RuntimeIdentifier>
              </PropertyGroup>
              <Import Project="{Path.Combine(Repository.Root, "core/nn/Platform/NativeLibraries.targets")}" />
              <PropertyGroup>
                <NativeStage>$(MSBuildThisFileDirectory)stage/</NativeStage>
                <OutDir Condition="'$(OutDir)' == ''">$(MSBuildThisFileDirectory)bin/</OutDir>
              </PropertyGroup>
              <Target Name="ResolvePackageAssets">
                <ItemGroup>
                  <NativeCopyLocalItems Include="packages/torchsharp/{Bridge}" NuGetPackageId="TorchSharp" NuGetPackageVersion="0.107.0" />
                  <NativeCopyLocalItems Include="packages/libtorch-cpu/libtorch_cpu.so" NuGetPackageId="libtorch-cpu-linux-x64" NuGetPackageVersion="2.10.0" />
                  <NativeCopyLocalItems Include="packages/skiasharp/libSkiaSharp.so" NuGetPackageId="SkiaSharp" NuGetPackageVersion="2.88.6" />
                </ItemGroup>
              </Target>
              <Target Name="_CopyFilesMarkedCopyLocal" DependsOnTargets="ResolvePackageAssets">
                <Message Importance="high" Text="left: @(NativeCopyLocalItems)" />
              </Target>
              <!-- As the CUDA packages have it, where RestitcherPackage is set. -->
              <Target Name="FileRestitch">
                <WriteLinesToFile File="packages/libtorch-cpu/libtorch_cpu.so" Lines="joined" Overwrite="true" />
              </Target>
            </Project>
            """);
    }

    [Fact]
    public void With_a_newer_libstdcxx_the_bridge_is_not_changed()
    {
        Build("new.so");

        File.ReadAllBytes(Output(Bridge)).Should().Equal(File.ReadAllBytes(NuGetBridge.Value));
    }

    [Fact]
    public void With_an_older_libstdcxx_one_flag_of_one_version_need_changes()
    {
        var output = Build("old.so");

        var before = File.ReadAllBytes(NuGetBridge.Value);
        var after = File.ReadAllBytes(Output(Bridge));
        after.Should().HaveSameCount(before);
        var changed = Enumerable.Range(0, before.Length).Where(index => before[index] != after[index]).ToList();
        changed.Should().HaveCount(1);
        (before[changed[0]], after[changed[0]]).Should().Be((0, 2), "VER_FLG_WEAK is 2");
        output.Should().Contain("marks the need for it as weak");
        File.ReadAllBytes(Source("torchsharp", Bridge)).Should().Equal(before, "NuGet's file must never change");
    }

    [Fact]
    public void A_machine_that_gets_another_libstdcxx_gets_the_bridge_for_it()
    {
        var original = File.ReadAllBytes(NuGetBridge.Value);

        Build("old.so");
        Build("new.so");
        File.ReadAllBytes(Output(Bridge)).Should().Equal(original);
        Build("old.so");
        File.ReadAllBytes(Output(Bridge)).Should().NotEqual(original);
    }

    [LinuxFact("Only Linux has the program that counts links.")]
    public void Outputs_share_one_copy_and_never_NuGets_file()
    {
        Build("new.so");
        Build("new.so", "-p:OutDir=other output/");

        var other = Path.Combine(folder.Path, "other output", "libtorch_cpu.so");
        foreach (var file in new[] { Staged("libtorch_cpu.so"), Output("libtorch_cpu.so"), other })
            HardLink.Count(file).Should().Be(3);
        HardLink.Count(Source("libtorch-cpu", "libtorch_cpu.so")).Should().Be(1);
        HardLink.Count(Source("torchsharp", Bridge)).Should().Be(1);
    }

    [Fact]
    public void Only_the_tensor_library_is_staged()
    {
        var output = Build("new.so");

        output.Should().MatchRegex($"left: packages/skiasharp/libSkiaSharp.so;.*stage.*{Bridge};.*stage.*libtorch_cpu.so");
        File.Exists(Output("libSkiaSharp.so")).Should().BeFalse();
    }

    [Fact]
    public void A_second_build_writes_nothing_and_a_damaged_copy_is_made_again()
    {
        Build("new.so");
        var first = new FileInfo(Staged(Bridge)).CreationTimeUtc;
        Build("new.so");
        new FileInfo(Staged(Bridge)).CreationTimeUtc.Should().Be(first);

        File.WriteAllText(Staged("libtorch_cpu.so"), "lib");
        Build("new.so");

        File.ReadAllText(Output("libtorch_cpu.so")).Should().Be("libtorch");
    }

    [Fact]
    public void Files_in_pieces_are_joined_before_they_are_copied()
    {
        var project = Path.Combine(folder.Path, "tiny.proj");
        File.WriteAllText(project, File.ReadAllText(project).Replace("<Target Name=\"ResolvePackageAssets\">",
            "<ItemGroup><RestitcherPackage Include=\"packages/libtorch-cpu\" /></ItemGroup>\n<Target Name=\"ResolvePackageAssets\">", StringComparison.Ordinal));

        Build("new.so");

        File.ReadAllText(Output("libtorch_cpu.so")).Should().Be("joined" + Environment.NewLine);
    }

    [Fact]
    public void Concurrent_builds_end_with_complete_files()
    {
        var builds = Enumerable.Range(0, 3).Select(index => Start("old.so", $"-p:OutDir=bin{index}/")).ToList();
        foreach (var build in builds)
        {
            build.StandardOutput.ReadToEnd().Should().NotContain("error");
            build.WaitForExit();
            build.ExitCode.Should().Be(0);
            build.Dispose();
        }

        Directory.EnumerateFiles(Path.GetDirectoryName(Staged(Bridge))!).Select(Path.GetFileName)
            .Should().BeEquivalentTo([Bridge, "libtorch_cpu.so"], "nothing half-written is left");
        for (var index = 0; index < 3; index++)
            File.ReadAllBytes(Path.Combine(folder.Path, $"bin{index}", Bridge)).Should().Equal(File.ReadAllBytes(Staged(Bridge)));
    }

    [Fact]
    public void A_missing_libstdcxx_fails_the_build()
    {
        var result = MSBuildProcess.Run(Path.Combine(folder.Path, "tiny.proj"), null, "-t:_CopyFilesMarkedCopyLocal", "-p:SystemLibStdCxx=nowhere.so");

        result.ExitCode.Should().Be(1);
        result.Output.Should().Contain("nowhere.so").And.NotContain("   at ");
    }

    public void Dispose() => folder.Dispose();

    private string Source(string package, string name) => Path.Combine(folder.Path, "packages", package, name);

    private string Staged(string name) => Path.Combine(folder.Path, "stage", "0.107.0-2.10.0", name);

    private string Output(string name) => Path.Combine(folder.Path, "bin", name);

    private string Build(string libStdCxx, params string[] properties)
    {
        using var build = Start(libStdCxx, properties);
        var output = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        build.ExitCode.Should().Be(0, output);
        return output;
    }

    private System.Diagnostics.Process Start(string libStdCxx, params string[] properties) => MSBuildProcess.Start(
        Path.Combine(folder.Path, "tiny.proj"), null,
        ["-t:_CopyFilesMarkedCopyLocal", $"-p:SystemLibStdCxx={Path.Combine(folder.Path, libStdCxx)}", .. properties]);

    private static string FindBridge()
    {
        var evaluated = MSBuildProcess.Run(Path.Combine(Repository.Root, "runner"), null, "-getProperty:NuGetPackageRoot", "-getItem:PackageReference");
        using var json = JsonDocument.Parse(evaluated.Output);
        var version = json.RootElement.GetProperty("Items").GetProperty("PackageReference").EnumerateArray()
            .Single(item => item.GetProperty("Identity").GetString() == "TorchSharp").GetProperty("Version").GetString()!;
        var root = json.RootElement.GetProperty("Properties").GetProperty("NuGetPackageRoot").GetString()!;
        return Path.Combine(root, "torchsharp", version, "runtimes", "linux-x64", "native", Bridge);
    }
}
