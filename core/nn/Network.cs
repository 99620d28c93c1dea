namespace SeRes2Net.Nn;

/// <summary>Base of every generated architecture: images [N, C, H, W] in, logits [N, classes] out.</summary>
public abstract class Network(NetworkInfo info) : GeneratedModule(info.ClassName)
{
    /// <summary>What the spec says about it.</summary>
    public NetworkInfo Info { get; } = info;
}

/// <summary>What is known about a generated architecture without building it.</summary>
/// <param name="Name">The architecture's name as written in its spec.</param>
/// <param name="ClassName">Name of the generated class.</param>
/// <param name="Stem">The spec file's name without its extension.</param>
/// <param name="SpecHash">SHA-256 of the unoptimised graph, 64 hexadecimal digits.</param>
/// <param name="InputShape">Channels, rows, columns of one image.</param>
/// <param name="Classes">Number of classes.</param>
/// <param name="Parameters">Number of learned values.</param>
/// <param name="Macs">Multiply-accumulates of convolutions, linear layers and matrix products for one image.</param>
public sealed record NetworkInfo(
    string Name, string ClassName, string Stem, string SpecHash, IReadOnlyList<int> InputShape, int Classes, long Parameters, long Macs);

/// <summary>A generated architecture and how to build it.</summary>
/// <param name="Info">What is known without building it.</param>
/// <param name="Create">Builds the module with the library's default initialisation; <c>Initialisation.Apply</c> draws the
/// project's.</param>
public sealed record CatalogueEntry(NetworkInfo Info, Func<Network> Create);
