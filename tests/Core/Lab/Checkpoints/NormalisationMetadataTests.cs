using SeRes2Net.Compiler.Graph;
using SeRes2Net.Lab.Checkpoints;

namespace SeRes2Net.Core.Tests.Lab.Checkpoints;

public class NormalisationMetadataTests
{
    [Fact]
    public void It_is_read_back_to_the_last_bit()
    {
        var normalisation = new InputNormalisation([0.1 + 0.2, 1.0 / 3, 0], [1, 2.0 / 3, 0.25]);

        NormalisationMetadata.Read(NormalisationMetadata.Of(normalisation), "a.safetensors").Should().BeEquivalentTo(normalisation);
        NormalisationMetadata.Read(new Dictionary<string, string>(), "a.safetensors").Should().BeNull();
    }

    [Fact]
    public void Damaged_metadata_are_named()
    {
        var metadata = new Dictionary<string, string> { ["input_mean"] = "0.5 0.5", ["input_std"] = "[1]" };

        ((Action)(() => NormalisationMetadata.Read(metadata, "a.safetensors"))).Should().Throw<CheckpointException>().WithMessage("a.safetensors: *");
    }
}
