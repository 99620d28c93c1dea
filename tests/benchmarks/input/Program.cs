// What the input pipeline costs.
//   input-benchmark resident           milliseconds for a batch of 128 images of 32x32 in memory, for each augmentation, and what part of a
//                                      training step of SE-Res2Net-29 that is
//   input-benchmark folder N TURNS     images per second from a folder of N JPEGs of 500x375, to 224x224, and the same for torchvision's
//                                      ImageFolder with a DataLoader of two workers, taking turns
using System.Globalization;
using SeRes2Net.Benchmarks.Input;
using SeRes2Net.Nn.Platform;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Allocator.KeepMemory();
switch (args)
{
    case ["resident"]:
        Resident.Measure();
        return 0;
    case ["folder", var images, var turns]:
        Folder.Compare(int.Parse(images), int.Parse(turns));
        return 0;
    default:
        Console.Error.WriteLine("usage: input-benchmark resident | folder IMAGES TURNS");
        return 1;
}
