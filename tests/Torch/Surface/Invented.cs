namespace TorchSharp;

/// <summary>Something in TorchSharp's namespace that TorchSharp does not have; for the test of the surface test.</summary>
public static class Invented
{
    public static torch.Tensor to_channels_last(this torch.Tensor input, bool copy = false) => copy ? input.clone() : input;
}
