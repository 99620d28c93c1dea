namespace SeRes2Net.Compiler.Tests.Fuzz;

/// <summary>What a careless or a malicious author might write.</summary>
internal static class Hostile
{
    /// <summary>Numbers around every possible limit.</summary>
    public static readonly string[] Numbers =
    [
        "0", "-1", "1", "2", "3", "64", "65535", "65536", "1048575", "1048576", "1048577", "2147483647", "2147483648", "1000000000",
        "-2147483648", "9007199254740992", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
        "1000000000000000000000000", "1e9", "1e308", "1e309", "1e-400", "0.5", "1.0", ".5", "5.", ".inf", "-.inf", ".nan", "0x10", "0o17",
        "017", "1_000", "+1", "--1", "1e", "1.5.2",
    ];

    /// <summary>Expressions, most of them wrong or without a value.</summary>
    public static readonly string[] Expressions =
    [
        "out", "channels", "channels * 1048576", "rows - 1", "-channels", "here.channels // 2", "depth / depths", "split", "splits", "copy",
        "first", "not first", "classes", "index", "2**2**2**2**2**2", "2 ** 62", "2 ** 63", "-2 ** 63", "0 ** -1", "0 ** 0",
        "1 // 0", "1 % 0",
        "1 / 0", "1 / 3", "7 // 2", "-7 % 3", "max(1, channels)", "min()", "max(1", "log2(0)", "sqrt(-1)", "log2(channels)",
        "round(1e300)", "floor(0.1)", "9223372036854775807 + 1", "-9223372036854775807 - 1", "abs(-9223372036854775807 - 1)",
        "1 if first else 2", "1 if 1 else 2", "1 < 2 < 3", "'a' == 'b'", "'a' == 1", "'open", "a b", "a.b.c", "here.",
        "here.nothing", "=", "==",
        "=out", "= channels", "$", "1 +", "* 2", "()", "(((1)))", "true and 1", "1 or 2", "not not true", "true + 1", "\"x\"",
        "x-y", "x - y",
        "1-x", "λ", "１", "channels and rows", "round(0.5)", "ceil(-0.5)", "1e308 * 10", "(1e308 * 10) // 1",
    ];

    /// <summary>Words and sentences that are odd as names, texts or YAML.</summary>
    public static readonly string[] Texts =
    [
        "", " ", "~", "null", "yes", "no", "on", "true", "False", "-", "a-", "a--b", "_a", "1a", "a b", "a.b", "a/b", "../..",
        "/etc/passwd",
        "con", "nul", "class", "void", "__init__", "é", "网络", "😀", "\u202e", "\u2028", "\u0085", "\ufeff", "a\nb", "a\r\nb", "a\tb", "\0",
        "\u001b[31m", "\ud800", "*/", "\"\"\"", "</summary>", "\\", "{{", "$", "#", "&a", "*a", "!!int", "!t", "<<", "?", "|",
        ">", "%", "@", "`",
        "'", "\"", "[", "]", "{", "}", ",", ":", "a: b", "- a", new('x', 64), new('x', 65), new('a', 300), new('x', 5000),
    ];

    /// <summary>Text to paste into the middle of a text.</summary>
    public static readonly string[] Pieces =
    [
        "[", "]", "{", "}", ":", ": ", ",", ", ", "- ", "\n", "\n  ", "\n- ", "\r\n", "\t", "\"", "'", "#", " #", "&a ", "*a",
        "&a [*a, *a]",
        "!!str ", "!x ", "|", ">", "|2\n", "~", "0", "-1", "1e9", "(", ")", "<<: *a\n", "<<: { a: 1 }\n", "? ", "? [a]\n: b\n",
        "---\n", "...\n",
        "%YAML 1.1\n", "slot", "slot: x", "use: se", "use: basic", "when: first", "when: 1", "name: x", "extends: x.yaml\n",
        "repeat: 1000000000",
        "out: 1048576", "kernel: 1048575", "\0", "\ufffd", "\ufeff", "\u2028", "\ud83d", "\u0001",
    ];

    /// <summary>Texts that are hostile from the first character to the last.</summary>
    public static IReadOnlyList<(string Name, string Text)> Monsters { get; } =
    [
        ("alias bomb", "a0: &a0 [x, x]\n" + Many(30, i => $"a{i + 1}: &a{i + 1} [*a{i}, *a{i}]\n")),
        ("anchors without end", Net(Many(3000, i => $"- &a{i} relu\n"))),
        ("nested lists", Net(Many(10_000, _ => "["))),
        ("nested maps", Net(Many(10_000, _ => "{ residual: { branch: "))),
        ("nested residuals", Net(Many(20, i => $"{Indent(i)}- residual:\n{Indent(i)}    branch:\n") + Indent(20) + "- relu\n")),
        ("doubling residuals", Net(Doubling(12))),
        ("parentheses", Stem($"conv: {{ out: \"{Many(10_000, _ => "(")}1{Many(10_000, _ => ")")}\" }}")),
        ("few parentheses", Stem($"conv: {{ out: \"{Many(490, _ => "(")}1{Many(490, _ => ")")}\" }}")),
        ("tower of powers", Stem($"conv: {{ out: {string.Join("**", Enumerable.Repeat("2", 300))} }}")),
        ("chain of powers", Stem($"conv: {{ out: (((2 ** 9) ** 9) ** 9) ** 9 }}")),
        ("long sum", Stem($"conv: {{ out: {string.Join(" + ", Enumerable.Repeat("1", 250))} }}")),
        ("many negations", Stem($"conv: {{ bias: {Many(250, _ => "not ")}true }}")),
        ("nested conditions", Stem($"conv: {{ out: {Many(60, _ => "1 if true else ")}1 }}")),
        ("nested calls", Stem($"conv: {{ out: \"{Many(240, _ => "max(")}1{Many(240, _ => ")")}\" }}")),
        ("repeat a billion", Net("", "repeat: 1000000000\nblock: basic\nstages: [{ out: 8 }]\n")),
        ("repeat a hundred thousand", Net("", "repeat: 100000\nblock: basic\nstages: [{ out: 8 }]\n")),
        ("a hundred thousand stages", Net("", "block: basic\nstages: [" + Many(20_000, _ => "{ out: 8 },") + "]\n")),
        ("many stages", Net("", "block: basic\nstages: [" + Many(2000, _ => "{ out: 8 },") + "]\n")),
        ("channels overflow", Net("- conv: { out: 1048576 }\n- cascade: { splits: 4096, each: [conv: { out: 1048576 }] }\n")),
        ("weights overflow", Net("- conv: { out: 1048576 }\n- conv: { out: 1048576, kernel: 1048575 }\n")),
        ("products overflow",
            Net("- conv: { out: 1048576, kernel: 1048575, padding: 1048576 }\n", "", "[1048576, 1048576, 1048576]")),
        ("padding overflows", Net("- conv: { kernel: 1048575, dilation: 1048576 }\n")),
        ("a hundred thousand splits", Net("- conv: { out: 100000 }\n- cascade: { splits: 100000, each: relu }\n")),
        ("cascades in cascades",
            Net("- conv: { out: 4096 }\n- cascade: { splits: 64, each: [cascade: { splits: 64, each: [relu, relu, relu] }] }\n")),
        ("many keys", Many(15_000, i => $"k{i}: {i}\n")),
        ("many keys in a step", Stem($"conv: {{ {Many(15_000, i => $"k{i}: 1, ")} }}")),
        ("many keys without values", Stem($"conv: {{ {Many(30_000, i => $"k{i}), ")} }}")),
        ("many closing parentheses", Stem($"conv: [{Many(80_000, _ => "), ")}]")),
        ("many unknown steps", Net(Many(20_000, i => $"- cnov{i}\n"))),
        ("many unknown names", Net(Many(5000, i => $"- conv: {{ out: chanels{i} }}\n"))),
        ("many arguments", Net("", "block: basic\nstages: [{ out: 8, with: {" + Many(15_000, i => $"k{i}: 1,") + "}}]\n")),
        ("many shared arguments",
            Net("", "block: basic\nwith: {" + Many(8000, i => $"k{i}: 1,")
                + "}\nstages: [{" + Many(8000, i => $"l{i}: 1,") + "}]\n")),
        ("many gates",
            Net("", "block: basic\ngates: [" + Many(4000, _ => "{ gate: se, at: residual },") + "]\nstages: [{ out: 8 }, { out: 8 }]\n")),
        ("many gates of nothing",
            Net("", "block: basic\ngates: [" + Many(4000, i => $"{{ gate: s{i}, at: r{i} }},") + "]\nstages: [{ out: 8 }]\n")),
        ("many removals", "extends: resnet-56.yaml\nname: X\n" + Many(10_000, i => $"k{i}: ~\n")),
        ("many changes of stages", "extends: resnet-56.yaml\nname: X\nstages: {" + Many(10_000, i => $"{i}: {{}},") + "}\n"),
        ("many parameters",
            "block: x\nparameters:\n"
                + Many(5000, i => $"  p{i}: {{ type: int, default: {(i == 0 ? "1" : $"p{i - 1}")} }}\n") + "body: relu\n"),
        ("many checks",
            "block: x\nchecks:\n" + Many(6000, _ => "  - { require: rows > 0, message: m }\n")
                + "try: { input: [1, 1, 1] }\nbody: relu\n"),
        ("many choices", "block: x\nparameters: { a: { type: choice, default: z, of: [" + Many(20_000, i => $"c{i}, ") + "] } }\n"
            + "try: { input: [1, 1, 1] }\nbody: relu\n"),
        ("many milestones",
            "recipe: x\nepochs: 1\nlearning-rate: 1\nschedule: { multi-step: { factor: 1, milestones: ["
                + Many(20_000, _ => "1, ") + "] } }\n"),
        ("many specs of a study", "study: x\nspecs: [" + Many(20_000, i => $"r{i}.yaml, ") + "]\n"),
        ("a thousand missing specs of a study", "study: x\nspecs: [" + Many(1000, i => $"se-res{i}net-29.yaml, ") + "]\n"),
        ("many seeds of a study", "study: x\nspecs: [res2net-29.yaml]\nseeds: [" + Many(30_000, i => $"{i}, ") + "]\n"),
        ("many allowed warnings", Net("", "allow: [" + Many(20_000, _ => "SR2001, ") + "]\n")),
        ("many streams", Net("", "block: res2net\ngates: [{ gate: se, at: split, streams: ["
            + Many(30_000, i => $"{i + 10}, ") + "1] }]\nstages: [{ out: 8, width: 2, repeat: 100 }]\n")),
        ("many sizes", Net("", "", "[" + Many(30_000, _ => "1, ") + "1]")),
        ("a long name", "name: " + new string('n', 200_000) + "\n"),
        ("a long line of quotes", "name: \"" + Many(50_000, _ => "\\n") + "\"\n"),
        ("a block of text", "name: |\n" + Many(30_000, _ => "  line\n")),
        ("only dashes", Many(100_000, _ => "- ")),
        ("only question marks", Many(100_000, _ => "? ")),
        ("only spaces", new string(' ', 250_000)),
        ("only line ends", new string('\n', 250_000)),
        ("only comments", Many(50_000, _ => "# c\n")),
        ("colons", Many(50_000, _ => "a: ")),
    ];

    private static string Net(string stem, string more = "", string input = "[3, 8, 8]") =>
        $"name: Monster\ninput: {input}\nclasses: 10\n{(stem.Length > 0 ? "stem:\n" + stem : "")}{more}"
        + "head: [global-avg-pool, linear: { out: classes }]\n";

    private static string Stem(string step) => Net($"- {step}\n");

    private static string Many(int count, Func<int, string> part) => string.Concat(Enumerable.Range(0, count).Select(part));

    private static string Indent(int depth) => new(' ', 8 * depth);

    // Every level contains the one below it twice.
    private static string Doubling(int depth)
    {
        var text = "relu";
        for (var i = 0; i < depth; i++)
            text = $"residual: {{ branch: [{text}], shortcut: [{text}] }}";
        return $"- {text}\n";
    }
}
