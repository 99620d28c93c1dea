using Microsoft.ML.OnnxRuntime;
using SeRes2Net.Compiler.Emit.Onnx;
using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Lab.Onnx;

/// <summary>
/// A model in ONNX Runtime, on the CPU. Its native library is loaded by the first session of a process, so commands that make none run
/// without it.
/// </summary>
public sealed class OnnxSession : IDisposable
{
    private readonly Shape shape;
    private readonly InferenceSession session;

    /// <param name="model">The bytes of an ONNX file that <see cref="OnnxFormat"/> wrote.</param>
    /// <param name="shape">Shape of one image.</param>
    /// <param name="threads">Threads of one operator; null: one per core.</param>
    /// <exception cref="OnnxException">ONNX Runtime is missing, or cannot run the model.</exception>
    public OnnxSession(byte[] model, Shape shape, int? threads = null)
    {
        this.shape = shape;
        session = Guard(() =>
        {
            using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
            if (threads is { } count)
                options.IntraOpNumThreads = count;
            return new InferenceSession(model, options);
        });
    }

    /// <summary>The version of ONNX Runtime. Loads its library.</summary>
    /// <exception cref="OnnxException">It is missing.</exception>
    public static string Version() => Guard(() => OrtEnv.Instance().GetVersionString());

    /// <summary>The logits of some images.</summary>
    /// <param name="images">Normalised, row-major [n, C, H, W].</param>
    /// <returns>Row-major [n, classes].</returns>
    public float[] Logits(float[] images) => Values(images, [OnnxEmitter.Output], (_, values) => values.ToArray())[0];

    /// <summary>Some values of the model for some images.</summary>
    /// <param name="images">Normalised, row-major [n, C, H, W].</param>
    /// <param name="names">Outputs of the model.</param>
    /// <param name="use">What is made of each value, given its name and its numbers, row-major.</param>
    public IReadOnlyList<T> Values<T>(float[] images, IReadOnlyList<string> names, OnnxValueUse<T> use) => Guard(() =>
    {
        using var input = OrtValue.CreateTensorValueFromMemory(images, [images.Length / shape.Elements, shape.Channels, shape.Rows, shape.Columns]);
        using var run = new RunOptions();
        using var outputs = session.Run(run, new Dictionary<string, OrtValue> { [OnnxEmitter.Input] = input }, names);
        var results = new List<T>(names.Count);
        for (var i = 0; i < names.Count; i++)
            results.Add(use(names[i], outputs[i].GetTensorDataAsSpan<float>()));
        return results;
    });

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();

    private static T Guard<T>(Func<T> run)
    {
        try
        {
            return run();
        }
        catch (Exception error) when (LoadFailure(error) is { } cause)
        {
            throw new OnnxException($"ONNX Runtime cannot be loaded: {cause.Message.Split('\n')[0]} Build again to get its library.", error);
        }
        catch (OnnxRuntimeException error)
        {
            throw new OnnxException($"ONNX Runtime cannot run the model: {error.Message}", error);
        }
    }

    private static Exception? LoadFailure(Exception? error) => error switch
    {
        DllNotFoundException or EntryPointNotFoundException or BadImageFormatException => error,
        TypeInitializationException => LoadFailure(error.InnerException),
        _ => null,
    };
}

/// <summary>Makes something of a value of a model; its numbers are gone afterwards.</summary>
/// <param name="name">Its name.</param>
/// <param name="values">Its numbers, row-major.</param>
public delegate T OnnxValueUse<out T>(string name, ReadOnlySpan<float> values);
