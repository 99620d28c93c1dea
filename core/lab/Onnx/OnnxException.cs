namespace SeRes2Net.Lab.Onnx;

/// <summary>ONNX Runtime is missing, or refuses or contradicts a model; the message is for the user.</summary>
public sealed class OnnxException(string message, Exception? inner = null) : Exception(message, inner);
