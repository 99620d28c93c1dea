using SeRes2Net.Lab.Checkpoints;
using static TorchSharp.torch;

namespace SeRes2Net.Core.Tests.Lab.Checkpoints;

[OneThread]
public class StateDictTests
{
    [Fact]
    public void Weights_and_buffers_are_copied_into_another_network()
    {
        using var scope = NewDisposeScope();
        var (from, to) = (TinyNetwork.Drawn(1), TinyNetwork.Drawn(2));
        from.bn.running_mean!.fill_(3);

        StateDict.Load(to, from.state_dict(), "a file");

        var (expected, got) = (from.state_dict(), to.state_dict());
        got.Keys.Should().Equal(expected.Keys);
        foreach (var (name, tensor) in expected)
            got[name].bytes.ToArray().Should().Equal(tensor.bytes.ToArray(), name);
    }

    [Fact]
    public void Tensors_that_do_not_fit_are_named_and_nothing_changes()
    {
        using var scope = NewDisposeScope();
        var model = TinyNetwork.Drawn(1);
        float[] before = model.conv.weight.data<float>().ToArray();
        Dictionary<string, Tensor> Other(Action<Dictionary<string, Tensor>> change)
        {
            var state = TinyNetwork.Drawn(2).state_dict();
            change(state);
            return state;
        }
        Action Loading(Action<Dictionary<string, Tensor>> change) => () => StateDict.Load(model, Other(change), "x.safetensors");

        Loading(state => state.Remove("bn.running_var")).Should().Throw<CheckpointException>().WithMessage("x.safetensors*lacks bn.running_var.");
        Loading(state => state.Add("gate.weight", zeros(1))).Should().Throw<CheckpointException>().WithMessage("x.safetensors*the network does not: gate.weight.");
        Loading(state => state["head.bias"] = zeros(9)).Should().Throw<CheckpointException>().WithMessage("x.safetensors*head.bias [9] instead of [4]*");
        model.conv.weight.data<float>().ToArray().Should().Equal(before);
    }
}
