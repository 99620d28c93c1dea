using System.Text.Json;
using System.Text.Json.Serialization;

namespace SeRes2Net.Lab.Training;

/// <summary>JSON has no infinity and no NaN: a loss that overflowed is written as <c>null</c> and read back as NaN.</summary>
internal sealed class NullableNumber : JsonConverter<double>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        if (double.IsFinite(value))
            writer.WriteNumberValue(value);
        else
            writer.WriteNullValue();
    }

    /// <summary>The same for a loss that there may not be: then its key is left out.</summary>
    internal sealed class OrAbsent : JsonConverter<double?>
    {
        private static readonly NullableNumber Number = new();

        /// <inheritdoc/>
        public override bool HandleNull => true;

        /// <inheritdoc/>
        public override double? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Number.Read(ref reader, typeof(double), options);

        /// <inheritdoc/>
        public override void Write(Utf8JsonWriter writer, double? value, JsonSerializerOptions options) => Number.Write(writer, value ?? double.NaN, options);
    }
}
