namespace SeRes2Net.Compiler.Tests;

/// <summary>Specs that only tests need.</summary>
internal static class Nets
{
    /// <summary>Res2Net-29 with additional lines.</summary>
    public static string Res2Net29(string more) => $"extends: res2net-29.yaml\nname: Test\n{more}\n";

    /// <summary>ResNet-50 (He et al., arXiv:1512.03385, table 1), with additional lines.</summary>
    public static string ResNet50(string more = "") => $$"""
        name: ResNet-50
        input: [3, 224, 224]
        classes: 1000
        stem: [{ conv: { out: 64, kernel: 7, stride: 2 } }, batch-norm, relu, { max-pool: { kernel: 3, stride: 2, padding: 1 } }]
        block: bottleneck
        stages:
          - { repeat: 3, out: 256 }
          - { repeat: 4, out: 512, stride: 2 }
          - { repeat: 6, out: 1024, stride: 2 }
          - { repeat: 3, out: 2048, stride: 2 }
        head: [global-avg-pool, linear: { out: classes }]
        {{more}}
        """;

    /// <summary>ResNet-18 with the 3x3 stem for small images, with additional lines.</summary>
    public static string ResNet18Small(string more = "", string head = "[global-avg-pool, linear: { out: classes }]") => $$"""
        name: ResNet-18
        input: [3, 32, 32]
        classes: 10
        stem: [{ conv: { out: 64, kernel: 3 } }, batch-norm, relu]
        block: basic
        repeat: 2
        stages: [{ out: 64 }, { out: 128, stride: 2 }, { out: 256, stride: 2 }, { out: 512, stride: 2 }]
        head: {{head}}
        {{more}}
        """;

    /// <summary>torchvision's ResNet-18.</summary>
    public const string ResNet18 = """
        name: ResNet-18
        input: [3, 224, 224]
        classes: 1000
        stem: [{ conv: { out: 64, kernel: 7, stride: 2 } }, batch-norm, relu, { max-pool: { kernel: 3, stride: 2, padding: 1 } }]
        block: basic
        repeat: 2
        stages: [{ out: 64 }, { out: 128, stride: 2 }, { out: 256, stride: 2 }, { out: 512, stride: 2 }]
        head: [global-avg-pool, linear: { out: classes }]
        """;

    /// <summary>A network whose only part of interest is its stem.</summary>
    public static string Stem(string steps, string input = "[3, 8, 8]") =>
        $"name: Test\ninput: {input}\nclasses: 10\nstem: {steps}\nhead: [global-avg-pool, linear: {{ out: classes }}]\n";
}
