using SeRes2Net.Nn.Platform;
using TorchSharp;

namespace SeRes2Net.Runner.Training;

/// <summary>Where a run computes.</summary>
internal static class Devices
{
    /// <summary>The device that was asked for. Sets the number of threads.</summary>
    /// <param name="name"><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
    /// <param name="threads">Threads of the tensor library; null: one per core.</param>
    /// <exception cref="CommandFailure">The name is not valid (usage), or there is no such device (missing).</exception>
    public static torch.Device Choose(string name, int? threads)
    {
        torch.set_num_threads(threads ?? Environment.ProcessorCount);
        if (name == "cpu")
            return torch.CPU;
        var number = name == "cuda" ? "0" : name.StartsWith("cuda:", StringComparison.Ordinal) ? name[5..] : "";
        if (!int.TryParse(number, out var index) || index < 0)
            throw new CommandFailure(ExitCode.Usage, $"--device {name}: expected cpu, cuda or cuda:N.");
        var count = torch.cuda.is_available() ? torch.cuda.device_count() : 0;
        if (index >= count)
        {
            throw new CommandFailure(ExitCode.Missing, $"--device {name}: " + (LibTorch.Flavour == "cpu"
                ? "this program was built for the CPU only. Build it with Torch=cuda to use a card."
                : count == 0
                    ? "no CUDA device was found. 'nvidia-smi' shows whether the driver is installed and sees a card."
                    : $"there is no such device ({count} found). 'doctor' lists the devices."));
        }
        return torch.device(DeviceType.CUDA, index);
    }
}
