using SeRes2Net.Compiler;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Models;

namespace SeRes2Net.Core.Tests.Models.Twin;

/// <summary>Networks that nobody would train: together they use everything that the language has.</summary>
internal static class CoverageSpecs
{
    private const string Primitives = """
        name: Every primitive
        input: [3, 12, 14]
        classes: 5
        stem:
          - conv: { out: 12, kernel: [3, 5], stride: [1, 2], dilation: [2, 1], groups: 3, padding: [2, 2], bias: true }
          - batch-norm: { gamma: 0.7, eps: 1e-3, momentum: 0.3 }
          - relu6
          - prelu
          - max-pool: { kernel: [3, 2], stride: [2, 1], padding: [1, 0] }
          - layer-norm: { eps: 1e-6 }
          - leaky-relu: { slope: 0.2 }
          - group-norm: { groups: 3 }
          - scale: { init: 0.1 }
          - gelu
          - channel-shuffle: { groups: 4 }
          - avg-pool: { kernel: 2, stride: 1, padding: 1, count-include-pad: false }
          - channel-conv: { kernel: 5, bias: true }
          - silu
          - dropout: { rate: 0.25 }
          - drop-path: { rate: 0.125 }
          - resize: { rows: 9, columns: 5, mode: bilinear }
          - hard-swish
          - resize: { rows: 4, columns: 7 }
          - softmax: { over: channels }
          - scale: { init: 3 }
          - gated: { by: [channel-mean, hard-sigmoid] }
          - gated: { by: [channel-max, sigmoid], merge: add }
          - gated: { by: [{ softmax: { over: positions } }] }
          - branches: { of: [[{ slice: { from: 2, channels: 4 } }], [{ conv: { out: 3 } }], [identity]], merge: concat }
          - branches: { of: [[{ conv: {} }], [relu], [{ conv: {} }]], merge: max }
          - branches: { of: [[{ conv: {} }], [{ channel-conv: { kernel: 3 } }]], merge: multiply }
          - dense: { of: [{ conv: { out: 5, kernel: 3 } }] }
          - repeat: { times: 2, of: [{ conv: {} }, relu] }
          - residual: { branch: [{ conv: { out: 32, kernel: 3, stride: 2 } }], shortcut: [pad] }
          - residual: { branch: [{ conv: { out: 20 } }, batch-norm], shortcut: [projection], after: [relu] }
          - branches:
              of: [[global-avg-pool], [global-max-pool], [global-sum-pool]]
              shared: [{ conv: { out: 8 } }, batch-norm, { layer-norm: {} }, { group-norm: { groups: 2 } }, { scale: {} }, { channel-conv: { kernel: 3 } }, relu]
              merge: add
          - flatten
        head:
          - linear: { out: classes, bias: false }
          - linear: { out: classes }
        """;

    private const string Rearranged = """
        name: Rearranged and computed
        input: [3, 8, 14]
        classes: 5
        stem:
          - conv: { out: 20, kernel: 3, stride: [2, 2] }
          - batch-norm
          - { gated: { by: [{ axis-mean: { axis: rows } }, { scale: { shift: true } }], merge: subtract }, as: centred }
          - { gated: { by: [{ axis-max: { axis: columns } }], merge: subtract } }
          - { gated: { by: [{ axis-sum: { axis: channels } }, { map: "1 + x ** 2" }], merge: divide } }
          - map: "x / sqrt(1 + x ** 2) if x > 0.1 and not x >= 2 else 0.5 * tanh(x) - min(x, exp(-abs(x)), 1) + max(x, 0.25) * sin(3 * x)"
          - gated: { by: [{ constant: "1.5 + cos(pi * (row + 0.5) * pick(channel % 4, 0, 1, 2, 3) / here.rows) - column // 3 * 0.1" }], merge: multiply }
          - branches:
              of: [[{ reshape: { rows: 7, columns: 4 }, of: centred }], [{ permute: [channels, columns, rows] }, { softmax: { over: columns } }]]
              merge: concat
              axis: rows
          - branches: { of: [[identity], [{ permute: [channels, columns, rows] }, { softmax: { over: rows } }]], merge: matmul }
          - { slice: { from: 3, rows: 6 } }
          - { slice: { from: 1, columns: 6 } }
          - reshape: { rows: 6, columns: 6 }
          - relative-position: { rows: 2, columns: 3 }
          - { batch-norm: { affine: false } }
          - { layer-norm: { shift: false } }
          - { layer-norm: { affine: false } }
          - space-to-depth: { block: 2 }
          - branches: { of: [[{ softmax: { over: channels, groups: 2 } }], [identity]], merge: subtract }
          - depth-to-space: { block: 2 }
          - branches: { of: [[identity], [{ map: "2 + sigmoid(log(1 + abs(x)))" }]], merge: divide }
          - avg-pool: { kernel: 3, stride: 2, ceil-mode: true }
          - max-pool: { kernel: 2, stride: 2, ceil-mode: true }
        head:
          - flatten
          - linear: { out: classes }
        """;

    // Names that Python, nn.Module or the exported module itself use for something else.
    private const string Names = """
        name: Awkward names
        input: [4, 6, 6]
        classes: 3
        stem:
          - { conv: { out: 4 }, name: lambda }
          - { conv: { out: 4 }, name: type }
          - { batch-norm: {}, name: class }
          - { conv: { out: 4 }, name: state_dict }
          - { conv: { out: 4 }, name: self }
          - { conv: { out: 4 }, name: x }
          - { conv: { out: 4 }, name: None }
          - { residual: { branch: [{ conv: {}, name: F }], shortcut: [{ conv: {}, name: torch }] }, name: forward }
          - { residual: { branch: [{ conv: {} }, relu], shortcut: [{ conv: {} }] }, name: y }
          - { residual: { branch: [{ conv: {} }, relu], shortcut: [{ conv: {} }] }, name: apply }
        head: [global-avg-pool, { linear: { out: classes }, name: train }]
        """;

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyDictionary<string, CompiledSpec> All { get; } = new Dictionary<string, CompiledSpec>
    {
        ["every-primitive"] = Compile("every-primitive", Primitives),
        ["rearranged"] = Compile("rearranged", Rearranged),
        ["awkward-names"] = Compile("awkward-names", Names),
        ["scale"] = Compile("scale", "extends: every-primitive.yaml\nname: Like a class that modules define\n", ("every-primitive", Primitives)),
    };

    private static CompiledSpec Compile(string stem, string yaml, params (string Stem, string Yaml)[] others)
    {
        var files = others.Append((stem, yaml)).Select(file => new SourceFile($"specs/{file.Item1}.yaml", file.Item2)).ToList();
        var result = SpecCompiler.Compile(files, [$"specs/{stem}.yaml"]);
        result.Diagnostics.Should().BeEmpty();
        return result.Specs.Single();
    }
}
