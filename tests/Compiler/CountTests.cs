namespace SeRes2Net.Compiler.Tests;

/// <summary>Counts against the published and closed-form figures.</summary>
public sealed class CountTests
{
    private static readonly Lazy<CompileResult> All = new(() => SpecCompiler.Compile(Repository.Specs));

    // 0 if no MACs were published.
    [Theory]
    [InlineData("resnet-20-a", 269_722, 40_551_040)]
    [InlineData("resnet-20", 272_474, 0)]
    [InlineData("resnet-56-a", 853_018, 125_485_696)]
    [InlineData("resnet-56", 855_770, 125_747_840)]
    [InlineData("resnet-110-a", 1_727_962, 252_887_680)]
    [InlineData("resnet-110", 1_730_714, 253_149_824)]
    [InlineData("se-resnet-56", 862_889, 0)]
    [InlineData("se-resnet-110-a", 1_742_200, 252_899_776)]
    [InlineData("se-resnet-110", 1_744_952, 253_161_920)]
    [InlineData("densenet-bc-100", 769_162, 287_929_692)]
    [InlineData("resnet-443", 4_697_162, 0)]
    [InlineData("se-resnet-443", 4_733_610, 0)]
    [InlineData("resnet-18-cifar", 11_173_962, 555_422_720)]
    [InlineData("se-resnet-18-cifar", 11_263_042, 555_509_760)]
    [InlineData("res2net-29", 651_122, 102_074_880)]
    [InlineData("se-res2net-29", 670_337, 102_093_024)]
    [InlineData("se-res2net-29-residual", 684_806, 102_107_136)]
    [InlineData("se-res2net-29-splits", 656_510, 102_079_200)]
    [InlineData("se-res2net-29-last", 652_469, 102_075_960)]
    [InlineData("se-res2net-29-first-2", 653_816, 102_077_040)]
    [InlineData("se-res2net-29-carry-first", 655_163, 102_078_120)]
    [InlineData("se-resnet-18-cifar-pre", 11_230_310, 555_477_504)]
    [InlineData("se-resnet-18-cifar-post", 11_263_042, 555_509_760)]
    [InlineData("se-resnet-18-cifar-identity", 11_263_042, 555_509_760)]
    [InlineData("resnet-18-cifar-flatten", 11_250_762, 555_499_520)]
    [InlineData("preact-resnet-18-cifar", 11_172_170, 555_422_720)]
    [InlineData("resnet-101", 44_549_160, 7_801_405_440)]
    [InlineData("mobilenet-v2", 3_504_872, 300_774_272)]
    [InlineData("convnext-t", 28_589_128, 4_455_531_264)]
    [InlineData("resnext-50", 25_028_904, 4_230_479_872)]
    [InlineData("shufflenet-v2", 2_278_604, 144_907_992)]
    [InlineData("eca-resnet-50", 25_557_118, 4_089_272_064)]
    [InlineData("resnet-18", 11_689_512, 1_814_073_344)]
    [InlineData("resnet-50", 25_557_032, 4_089_184_256)]
    [InlineData("se-resnet-50", 28_088_024, 4_091_699_200)]
    [InlineData("se-resnet-50-no-bias", 28_071_976, 4_091_699_200)]
    [InlineData("res2net-50-26w4s", 25_699_120, 0)]
    [InlineData("res2net-50-48w2s", 25_287_304, 0)]
    [InlineData("res2net-50-14w8s", 25_059_816, 0)]
    [InlineData("res2net-50-26w8s", 48_403_776, 0)]
    [InlineData("res2net-101-26w4s", 45_206_688, 0)]
    [InlineData("res2next-29-6c24w4s", 23_705_732, 0)]
    [InlineData("resnet-18-cifar-7x7", 11_181_642, 0)]
    [InlineData("resnet-18-cifar-7x7-flatten", 11_181_642, 0)]
    public void Shipped_specs_have_the_published_counts(string stem, long parameters, long macs)
    {
        var spec = All.Value.Specs.Single(spec => spec.Stem == stem);

        spec.Costs.Parameters.Should().Be(parameters);
        if (macs > 0)
            spec.Costs.Macs.Should().Be(macs);
        spec.Costs.Layers.Sum(layer => layer.Parameters).Should().Be(parameters);
    }

    [Fact]
    public void Shipped_files_give_no_findings() => All.Value.Diagnostics.Should().BeEmpty();

    [Fact]
    public void Res2Net_50_has_the_published_rounded_count() =>
        (All.Value.Specs.Single(spec => spec.Stem == "res2net-50-26w4s").Costs.Macs / 1_000_000).Should().Be(4_255);

    [Theory]
    [InlineData("gates: [{ gate: se, at: residual }]", 684_806, 102_107_136)]
    [InlineData("gates: [{ gate: se, at: split }]", 656_510, 102_079_200)]
    [InlineData("gates: [{ gate: se, at: split, streams: all }]", 656_510, 102_079_200)]
    [InlineData("gates: [{ gate: se, at: split, streams: last }]", 652_469, 102_075_960)]
    [InlineData("gates: [{ gate: se, at: split, when: split == splits }]", 652_469, 102_075_960)]
    [InlineData("gates: [{ gate: se, at: split, streams: first 2 }]", 653_816, 102_077_040)]
    [InlineData("gates: [{ gate: se, at: split, streams: [2, 3, 4] }]\nwith: { carry-first: true }", 655_163, 102_078_120)]
    [InlineData("with: { carry-first: true }", 651_122, 102_074_880)]
    [InlineData("with: { passthrough: last }", 651_122, 102_074_880)]
    public void Gate_placements_and_variants_of_Res2Net_29(string more, long parameters, long macs)
    {
        var costs = Compile.Spec(Nets.Res2Net29(more)).Costs;

        costs.Parameters.Should().Be(parameters);
        costs.Macs.Should().Be(macs);
    }

    [Fact]
    public void ResNet_50() => Check(Nets.ResNet50(), 25_557_032, 4_089_184_256);

    [Fact]
    public void SE_ResNet_50() => Check(Nets.ResNet50("gates: [{ gate: se, at: residual }]"), 28_088_024, 4_091_699_200);

    [Fact]
    public void SE_ResNet_50_without_biases() =>
        Check(Nets.ResNet50("gates: [{ gate: se, at: residual, bias: false }]"), 28_071_976, 4_091_699_200);

    [Fact]
    public void ResNeXt_50_32x4d() => Check(
        Nets.ResNet50("with: { groups: 32 }").Replace("out: 256", "out: 256, width: 128").Replace("out: 512", "out: 512, width: 256")
            .Replace("out: 1024", "out: 1024, width: 512").Replace("out: 2048", "out: 2048, width: 1024"), 25_028_904, 4_230_479_872);

    [Fact]
    public void ResNet_18() => Check(Nets.ResNet18, 11_689_512, 1_814_073_344);

    [Fact]
    public void ResNet_18_with_a_3x3_stem() => Check(Nets.ResNet18Small(), 11_173_962, 555_422_720);

    [Fact]
    public void ResNet_18_that_flattens() =>
        Check(Nets.ResNet18Small(head: "[flatten, linear: { out: classes }]"), 11_250_762, 555_499_520);

    [Theory]
    [InlineData("residual", 11_263_042, 555_509_760)]
    [InlineData("pre", 11_230_310, 555_477_504)]
    [InlineData("post", 11_263_042, 555_509_760)]
    [InlineData("identity", 11_263_042, 555_509_760)]
    public void SE_ResNet_18(string slot, long parameters, long macs) =>
        Check(Nets.ResNet18Small($"gates: [{{ gate: se, at: {slot} }}]"), parameters, macs);

    [Theory]
    [InlineData(3, "projection", 272_474, 40_813_184)]
    [InlineData(3, "pad", 269_722, 40_551_040)]
    [InlineData(18, "projection", 1_730_714, 253_149_824)]
    [InlineData(18, "pad", 1_727_962, 252_887_680)]
    public void ResNets_for_small_images(int repeat, string shortcut, long parameters, long macs) =>
        Check($"extends: resnet-56.yaml\nname: Test\nrepeat: {repeat}\nwith: {{ shortcut: {shortcut} }}\n", parameters, macs);

    [Fact]
    public void SE_ResNet_56() =>
        Compile.Spec("extends: se-resnet-110.yaml\nname: Test\nrepeat: 9\n").Costs.Parameters.Should().Be(862_889);

    [Fact]
    public void Res2Net_50_26w4s() => Check(
        Nets.ResNet50("with: { scale: 4 }").Replace("bottleneck", "res2net").Replace("out: 256", "out: 256, width: 26")
            .Replace("out: 512", "out: 512, width: 52").Replace("out: 1024", "out: 1024, width: 104").Replace("out: 2048", "out: 2048, width: 208"),
        25_699_120, null);

    private static void Check(string yaml, long parameters, long? macs)
    {
        var costs = Compile.Spec(yaml).Costs;

        costs.Parameters.Should().Be(parameters);
        if (macs is { } expected)
            costs.Macs.Should().Be(expected);
    }
}
