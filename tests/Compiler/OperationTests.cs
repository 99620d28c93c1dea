using SeRes2Net.Compiler.Emit.CSharp;
using SeRes2Net.Compiler.Emit.Onnx;
using SeRes2Net.Compiler.Emit.Python;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Text.Expressions;

namespace SeRes2Net.Compiler.Tests;

/// <summary>What an operation must say of itself, and where else it must be known.</summary>
public sealed class OperationTests
{
    private static readonly Type[] Kinds = [.. typeof(Op).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Op)) && !type.IsAbstract)];

    // What the graph around an operation says.
    private static readonly string[] Common = ["Path", "Inputs", "Shape", "SharesWith", "Where"];

    private static readonly IReadOnlyList<Op> Samples =
        [.. SpecCompiler.Compile(Repository.SpecsOfEveryStep).Specs.SelectMany(spec => spec.Graph.Ops)];

    public static TheoryData<ActivationKind> Functions() => [.. Enum.GetValues<ActivationKind>()];

    public static TheoryData<string> Names() => [.. Kinds.Select(kind => kind.Name)];

    [Fact]
    public void Every_emitter_has_a_row_for_every_operation_and_no_others()
    {
        Differences(CSharpOps.Table.Kinds, "Emit/CSharp/CSharpOps.cs")
            .Concat(Differences(PythonOps.Table.Kinds, "Emit/Python/PythonOps.cs"))
            .Concat(Differences(OnnxOps.Table.Kinds, "Emit/Onnx/OnnxOps.cs")).Should().BeEmpty();

        static IEnumerable<string> Differences(IEnumerable<Type> rows, string file) =>
            Kinds.Except(rows).Select(kind => $"{file} has no row for {kind.Name}").Concat(rows.Except(Kinds).Select(kind => $"{file} has a row for {kind.Name}"));
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Every_element_wise_function_is_in_a_spec_of_the_tests_and_in_every_emitter(ActivationKind function)
    {
        var op = Samples.OfType<ActivationOp>().FirstOrDefault(op => op.Function == function);

        op.Should().NotBeNull($"tests/Runner/Algebra holds every step, and {function} too");
        PythonOps.Table.Of(op!).Apply(op!, ["x"]).Should().Contain("(x", "Activation in Emit/Python/PythonOps.cs has an arm for each");
        var call = new OnnxCall(new OnnxBody(), op!, ["x"], [op!.Shape]);
        OnnxOps.Table.Of(op!)(op!, call).Should().StartWith(op!.Path + "/", "Activation in Emit/Onnx/OnnxOps.cs has an arm for each");
    }

    [Fact]
    public void Two_kinds_of_operation_never_share_a_name_in_hashes() =>
        Samples.GroupBy(op => op.Kind).Where(group => group.Select(op => op.GetType()).Distinct().Count() > 1)
            .Select(group => group.Key).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_operation_is_written_in_a_spec_of_the_tests(string name) =>
        Samples.Should().Contain(op => op.GetType().Name == name, "tests/Runner/Algebra holds every step");

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_property_of_an_operation_is_part_of_its_hash(string name)
    {
        foreach (var op in Samples.Where(op => op.GetType().Name == name).DistinctBy(op => op.ToString()).Take(20))
        {
            foreach (var property in op.GetType().GetProperties().Where(property => property.CanWrite && !Common.Contains(property.Name)))
            {
                var other = (Op)op.GetType().GetMethod("<Clone>$")!.Invoke(op, null)!;
                property.SetValue(other, Another(property.GetValue(op)!));

                $"{other.Kind} {string.Join(' ', other.Attributes)}".Should().NotBe($"{op.Kind} {string.Join(' ', op.Attributes)}",
                    $"{name}.{property.Name} must be one of its Attributes");
            }
        }
    }

    private static object Another(object value) => value switch
    {
        bool truth => !truth,
        int number => number + 1,
        double number => number + 0.25,
        Size2 size => new Size2(size.Rows + 1, size.Columns),
        Enum word => Enum.GetValues(word.GetType()).Cast<object>().First(other => !other.Equals(word)),
        Formula => Samples.OfType<MapOp>().Select(op => op.Formula).First(other => !other.Equals(value)),
        _ => throw new InvalidOperationException($"No other value of {value.GetType()} is known."),
    };
}
