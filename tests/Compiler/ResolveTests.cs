using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Tests;

/// <summary>How extends merges, stages change, names are looked up, and which file gets a finding.</summary>
public sealed class ResolveTests
{
    [Fact]
    public void Maps_merge_lists_are_replaced_and_a_tilde_removes()
    {
        var spec = Compile.Spec("""
            extends: se-res2net-29.yaml
            name: Test
            with: { scale: 2 }
            gates: ~
            stages: [{ out: 64, width: 12, carry-first: true }]
            recipe: ~
            """);

        spec.Graph.Modules.Where(module => module.Kind == ModuleKind.Stage).Should().ContainSingle();
        spec.Graph.Modules.Should().NotContain(module => module.Kind == ModuleKind.Gate);
        spec.Graph.Ops.OfType<SliceOp>().Should().HaveCount(2);
        spec.RecipeName.Should().BeNull();
    }

    [Fact]
    public void Stages_are_changed_by_number()
    {
        var spec = Compile.Spec("extends: resnet-56.yaml\nname: Test\nrepeat: 1\nstages: { 3: { repeat: 4, with: { out: 128 } } }\n");

        Blocks(spec, "stage2").Should().Be(1);
        Blocks(spec, "stage3").Should().Be(4);
        spec.Graph.Ops.Single(op => op.Path == "stage3.block4.branch.conv2").Shape.Should().Be(new Shape(128, 8, 8));
    }

    [Theory]
    [InlineData("{ gate: se, with: { reduction: 4 } }", "{ reduction: 8 }")]
    [InlineData("{ gate: se, reduction: 4 }", "{ with: { reduction: 8 } }")]
    [InlineData("{ gate: eca, with: { kernel: 5 } }", "{ gate: se, reduction: 8, kernel: ~ }")]
    public void Arguments_of_a_gate_merge_however_they_are_written(string before, string change)
    {
        const string Block = "block: own\nparameters: { g: { type: gate } }\nbody: [use: g]\n";
        const string Rest = "input: [3, 8, 8]\nclasses: 2\nblock: own\nstages: [{}]\nhead: [global-avg-pool, linear: { out: classes }]\n";
        SourceFile[] files =
        [
            new("specs/blocks/own.yaml", Block),
            new("specs/base.yaml", $"name: Base\nwith: {{ g: {before} }}\n{Rest}"),
            new("specs/changed.yaml", $"extends: base.yaml\nname: Changed\nwith: {{ g: {change} }}\n"),
            new("specs/whole.yaml", $"name: Whole\nwith: {{ g: {{ gate: se, reduction: 8 }} }}\n{Rest}"),
        ];

        var result = SpecCompiler.Compile(files, ["specs/changed.yaml", "specs/whole.yaml"]);

        result.Diagnostics.Where(found => found.Severity == Severity.Error).Should().BeEmpty();
        result.Specs[0].Hash.Should().Be(result.Specs[1].Hash);
    }

    [Fact]
    public void Name_summary_and_budgets_are_not_inherited()
    {
        var spec = Compile.Spec("extends: resnet-56.yaml\nname: Test\nrepeat: 1\n");

        spec.Graph.Name.Should().Be("Test");
        spec.Graph.Summary.Should().BeEmpty();
        spec.ResolvedYaml.Should().NotContain("expect").And.NotContain("extends");
    }

    [Fact]
    public void Every_file_needs_its_own_name() =>
        Compile.Text("extends: resnet-56.yaml\n").Diagnostics.Should().ContainSingle().Which.Id.Should().Be("SR0009");

    [Fact]
    public void A_chain_of_files_merges_in_order()
    {
        var middle = new SourceFile("specs/middle.yaml", "extends: resnet-56.yaml\nname: Middle\nrepeat: 2\nclasses: 100\n");

        var spec = Compile.Spec("extends: middle.yaml\nname: Test\nrepeat: 3\n", middle);

        Blocks(spec, "stage1").Should().Be(3);
        spec.Graph.Classes.Should().Be(100);
    }

    [Fact]
    public void A_wrong_inherited_value_is_reported_where_it_was_written()
    {
        var parent = new SourceFile("specs/parent.yaml", Nets.Stem("[{ conv: { out: 0 } }]"));

        var finding = Compile.Text("extends: parent.yaml\nname: Test\n", parent).Diagnostics.Should().ContainSingle().Subject;

        finding.Where.Should().BeEquivalentTo(new { File = "specs/parent.yaml", Line = 4, Column = 23 });
    }

    [Theory]
    [InlineData("{ 2: ~ }", 8, 32)]
    [InlineData("{ deep: ~ }", 8, 16)]
    [InlineData("{ 1: ~, 2: ~, deep: ~ }")]
    [InlineData("{ before 1: { out: 4 } }", 4, 8, 16, 32)]
    [InlineData("{ after 3: [{ out: 64 }, { out: 128 }] }", 8, 16, 32, 64, 128)]
    [InlineData("{ after deep: { out: 64 }, 1: { out: 4 } }", 4, 16, 32, 64)]
    [InlineData("{ 2: ~, after 2: { out: 12 } }", 8, 12, 32)]
    public void Stages_are_changed_removed_and_inserted_by_number_and_by_name(string changes, params int[] channels)
    {
        var parent = new SourceFile("specs/parent.yaml", """
            name: Parent
            input: [3, 8, 8]
            classes: 2
            block: basic
            stages:
              - { out: 8 }
              - { out: 16 }
              - { out: 32, name: deep }
            head: [global-avg-pool, linear: { out: classes }]
            """);

        var spec = Compile.Spec($"extends: parent.yaml\nname: Test\nstages: {changes}\n", parent);

        spec.Graph.Modules.Where(module => module.Kind == ModuleKind.Stage)
            .Select(module => spec.Graph.Ops[module.Output].Shape.Channels).Should().Equal(channels);
    }

    [Theory]
    [InlineData("{ 4: { out: 8 } }", "SR0028")]
    [InlineData("{ 0: ~ }", "SR0028")]
    [InlineData("{ beside 1: { out: 8 } }", "SR0028")]
    [InlineData("{ shallow: { out: 8 } }", "SR0028")]
    [InlineData("{ after 1: ~ }", "SR0012")]
    [InlineData("{ 1: 8 }", "SR0012")]
    public void A_change_to_a_missing_stage_is_an_error(string changes, string id)
    {
        var parent = new SourceFile("specs/parent.yaml",
            "name: Parent\ninput: [3, 8, 8]\nclasses: 2\nblock: basic\nstages: [{ out: 8 }]\nhead: [global-avg-pool, linear: { out: classes }]\n");

        Compile.Text($"extends: parent.yaml\nname: Test\nstages: {changes}\n", parent).Diagnostics
            .Should().ContainSingle().Which.Id.Should().Be(id);
    }

    [Theory]
    [InlineData(32, true)]
    [InlineData(33, false)]
    public void Files_can_extend_each_other_over_32_levels(int levels, bool fits)
    {
        var root = "name: Root\ninput: [3, 8, 8]\nclasses: 2\nhead: [global-avg-pool, linear: { out: classes }]\n";
        var between = Enumerable.Range(1, levels - 1)
            .Select(level => new SourceFile($"specs/l{level}.yaml", $"extends: {(level == 1 ? "root" : $"l{level - 1}")}.yaml\nname: L\n"));
        SourceFile[] files = [new("specs/root.yaml", root), .. between];

        var found = Compile.Text($"extends: {(levels == 1 ? "root" : $"l{levels - 1}")}.yaml\nname: Test\n", files).Diagnostics;

        found.Select(finding => finding.Id).Should().Equal(fits ? [] : ["SR0005"]);
    }

    [Fact]
    public void A_stage_overrides_the_architecture_key_by_key()
    {
        var spec = Compile.Spec("""
            name: Test
            input: [16, 8, 8]
            classes: 10
            block: basic
            repeat: 2
            with: { out: 16, shortcut: pad }
            gates: [{ gate: se, at: residual }]
            stages:
              - { repeat: 1 }
              - { block: res2net, width: 4, stride: 2, gates: [{ gate: se, at: concat }] }
              - { out: 32, shortcut: projection, gates: [] }
            head: [global-avg-pool, linear: { out: classes }]
            """);

        Blocks(spec, "stage1").Should().Be(1);
        spec.Graph.Modules.Where(module => module.Kind == ModuleKind.Gate).Select(module => module.Path).Should().Equal(
            "stage1.block1.branch.residual.se", "stage2.block1.branch.concat.se", "stage2.block2.branch.concat.se");
        spec.Graph.Ops.Should().Contain(op => op.Path == "stage3.block1.shortcut.projection1.conv");
        spec.Definitions.Select(file => file.Path).Should().Equal("specs/blocks/basic.yaml", "specs/blocks/res2net.yaml", "specs/gates/se.yaml");
    }

    [Fact]
    public void Stages_know_their_numbers()
    {
        var spec = Compile.Spec("""
            name: Test
            input: [16, 32, 32]
            classes: 10
            block: basic
            stages:
              - { repeat: stage + 1, out: 16 * index }
              - { repeat: stage + 1, out: 8 * depth, stride: 1 if depth == depths else 2 }
            head: [global-avg-pool, linear: { out: classes }]
            """);

        spec.Graph.Modules.Where(module => module.Kind == ModuleKind.Block).Select(module => spec.Graph.Ops[module.Output].Shape)
            .Should().Equal(new(16, 32, 32), new(32, 32, 32), new(24, 16, 16), new(32, 16, 16), new(40, 16, 16));
    }

    [Fact]
    public void A_stage_can_have_a_name() =>
        Compile.Spec("extends: resnet-56.yaml\nname: Test\nstages: [{ out: 16, name: shallow }]\n")
            .Graph.Ops.Should().Contain(op => op.Path == "shallow.block1.branch.conv1");

    [Fact]
    public void The_nearest_definition_wins_and_says_so()
    {
        const string Body = "parameters: { out: { type: int } }\nbody: [{ conv: { out: out } }]\n";
        var near = new SourceFile("specs/mine/blocks/basic.yaml", "block: basic\n" + Body);
        var architecture = new SourceFile("specs/mine/net.yaml",
            "name: Test\ninput: [3, 8, 8]\nclasses: 10\nblock: basic\nstages: [{ out: 8 }]\nhead: [global-avg-pool, linear: { out: classes }]\n");

        var result = SpecCompiler.Compile([.. Repository.Specs, near, architecture], [architecture.Path]);

        result.Specs.Single().Definitions.Should().Equal(near);
        result.Diagnostics.Should().ContainSingle().Which.Id.Should().Be("SR2001");

        var silent = architecture with { Text = architecture.Text + "allow: [SR2001]\n" };
        SpecCompiler.Compile([.. Repository.Specs, near, silent], [silent.Path]).Diagnostics.Should().BeEmpty();
    }

    [Fact]
    public void In_the_folder_that_the_library_was_built_from_its_copies_do_not_count()
    {
        const string Body = "block: basic\nparameters: { out: { type: int } }\nbody: [{ conv: { out: out } }]\n";
        var edited = new SourceFile("/repo/specs/blocks/basic.yaml", Body) { IsLibrarySource = true };
        SourceFile Net(string folder, string block) => new($"{folder}/net.yaml",
            $"name: Test\ninput: [3, 8, 8]\nclasses: 10\nblock: {block}\nstages: [{{ out: 8 }}]\nhead: [global-avg-pool, linear: {{ out: classes }}]\n");

        Of(Net("/repo/specs", "basic")).Should().BeEmpty("an edited block hides nothing");
        Of(Net("/repo/specs/mine", "bottleneck")).Should().ContainSingle("a deleted block is gone").Which.Message.Should().StartWith("There is no block 'bottleneck'.");
        Of(Net("/elsewhere", "bottleneck")).Should().BeEmpty("other folders have the library");

        IReadOnlyList<Diagnostic> Of(SourceFile net) => SpecCompiler.Compile([edited, net], [net.Path]).Diagnostics;
    }

    [Fact]
    public void The_library_serves_files_far_from_any_specs_folder()
    {
        var file = new SourceFile("/home/me/net.yaml", Nets.ResNet50("gates: [{ gate: se, at: residual }]\nrecipe: quick-5"));

        var result = SpecCompiler.Compile([file]);

        result.Diagnostics.Should().BeEmpty();
        result.Specs.Single().Definitions.Select(definition => definition.Path)
            .Should().Equal("library/blocks/bottleneck.yaml", "library/gates/se.yaml");
        result.Recipes.Select(recipe => recipe.Path).Should().Contain("library/recipes/report-300.yaml");
    }

    [Fact]
    public void An_error_inside_a_library_definition_is_placed_where_the_user_can_act()
    {
        var file = new SourceFile("/home/me/net.yaml", Nets.ResNet50().Replace("out: 512,", "out: 512, groups: 7,"));

        var finding = SpecCompiler.Compile([file]).Diagnostics.Should().ContainSingle().Subject;

        finding.Where.Should().BeEquivalentTo(new { File = "/home/me/net.yaml", Line = 8 });
        finding.Message.Should().Contain("7 groups").And.Contain("library/blocks/bottleneck.yaml(").And.Contain("stage 2, block 1");
    }

    [Fact]
    public void A_definition_may_be_given_to_itself_but_not_use_itself()
    {
        var gate = new SourceFile("specs/gates/outer.yaml", """
            gate: outer
            parameters: { inner: { type: gate, default: none } }
            body: { gated: { by: [global-avg-pool, use: inner, sigmoid] } }
            """);
        var endless = new SourceFile("specs/gates/endless.yaml", """
            gate: endless
            body: { gated: { by: [global-avg-pool, { use: outer, with: { inner: endless } }] } }
            """);
        var given = Nets.Res2Net29("gates: [{ gate: outer, at: concat, inner: { gate: outer, inner: outer } }]");

        var paths = Compile.Spec(given, gate).Graph.Ops.OfType<MultiplyOp>()
            .Select(op => op.Path).Where(path => path.StartsWith("stage1.block1."));
        var findings = Compile.Text(Nets.Res2Net29("gates: [{ gate: endless, at: concat }]"), gate, endless).Diagnostics;

        paths.Should().HaveCount(3, "three gates are inside each other");
        findings.Should().Contain(finding => finding.Id == "SR0025" && finding.Message.Contains("endless -> endless"));
    }

    [Fact]
    public void Arguments_of_a_used_definition_are_evaluated_in_the_scope_of_its_user()
    {
        var block = new SourceFile("specs/blocks/twice.yaml", """
            block: twice
            parameters: { out: { type: int } }
            body:
              - { use: part, with: { out: out * 2 } }
              - { use: part, with: { out: here.channels // 2 } }
            """);
        var part = new SourceFile("specs/blocks/part.yaml", """
            block: part
            parameters: { out: { type: int, default: channels } }
            body: [{ conv: { out: out } }, { slot: inner }]
            """);

        var spec = Compile.Spec("""
            extends: resnet-56.yaml
            name: Test
            block: twice
            repeat: 1
            stages: [{ out: 8 }]
            gates: [{ gate: se, at: inner, reduction: 4 }]
            """, block, part);

        var convolutions = spec.Graph.Ops.OfType<ConvOp>().Where(op => op.Path.StartsWith("stage1.block1.part"));
        convolutions.Select(op => (op.Path, op.Out)).Should().Equal(
            ("stage1.block1.part1.conv1", 16), ("stage1.block1.part1.inner.se.conv1", 4), ("stage1.block1.part1.inner.se.conv2", 16),
            ("stage1.block1.part2.conv1", 8), ("stage1.block1.part2.inner.se.conv1", 2), ("stage1.block1.part2.inner.se.conv2", 8));
    }

    [Fact]
    public void Files_compile_the_same_alone_and_together()
    {
        var together = SpecCompiler.Compile(Repository.Specs);

        together.Diagnostics.Should().BeEmpty();
        foreach (var spec in together.Specs)
        {
            var alone = SpecCompiler.Compile(Repository.Specs.Reverse(), [spec.Path]).Specs.Should().ContainSingle().Subject;
            alone.CanonicalJson.Should().Be(spec.CanonicalJson);
        }
    }

    [Fact]
    public void A_missing_file_is_a_finding() =>
        SpecCompiler.Compile([], ["specs/none.yaml"]).Diagnostics.Should().ContainSingle().Which.Id.Should().Be("SR0026");

    [Fact]
    public void Diagnostics_look_as_editors_expect() =>
        Compile.Text(Nets.Stem("[rleu]")).Diagnostics.Single().ToString().Should()
            .Be("specs/test.yaml(4,8): error SR0018: There is no step 'rleu'. Did you mean 'relu'?");

    private static int Blocks(CompiledSpec spec, string stage) =>
        spec.Graph.Modules.Count(module => module.Kind == ModuleKind.Block && module.Path.StartsWith(stage + "."));
}
