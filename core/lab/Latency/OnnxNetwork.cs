using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Lab.Data;
using SeRes2Net.Lab.Onnx;

namespace SeRes2Net.Lab.Latency;

/// <summary>An exported network in ONNX Runtime, which computes in float32 on the CPU and folds normalisations when it loads a model.</summary>
/// <param name="name">The network's name.</param>
/// <param name="model">The bytes of the ONNX file.</param>
/// <param name="shape">Shape of one image.</param>
public sealed class OnnxNetwork(string name, byte[] model, Shape shape) : ITimedNetwork
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string Engine => $"ONNX Runtime {OnnxSession.Version()}";

    /// <inheritdoc/>
    public IPass Prepare(LatencySetting setting)
    {
        if (setting.Precision != Precision.Fp32)
            throw new OnnxException("ONNX models are exported in float32: time them with --precision fp32.");
        var random = RandomStream.Of(0, "latency", 0);
        var images = new float[setting.Batch * shape.Elements];
        for (int i = 0; i < images.Length; i++)
            images[i] = (float)random.NextNormal();
        return new Pass(new OnnxSession(model, shape, setting.Threads), images);
    }

    private sealed class Pass(OnnxSession session, float[] images) : IPass
    {
        public void Run() => session.Logits(images);

        public void Dispose() => session.Dispose();
    }
}
