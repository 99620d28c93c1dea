using System.Text.Encodings.Web;
using System.Text.Json;

namespace SeRes2Net.Runner.Rendering;

/// <summary>Writes one indented JSON object to the output stream, by hand: reflection would double a command's start-up time.</summary>
public static class JsonOutput
{
    /// <summary>Writes <c>{ ... }</c> and a line feed; <paramref name="members"/> writes what goes between the braces.</summary>
    public static void WriteObject(Action<Utf8JsonWriter> members)
    {
        // All or nothing: an error in one member must not leave half an object.
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, new JsonWriterOptions
        {
            Indented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        text.Write("\n"u8);
        using var output = Console.OpenStandardOutput();
        GuardedWriter.Guard(() => text.WriteTo(output));
    }

    /// <summary>Writes an array of objects.</summary>
    public static void WriteArray<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> members)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            members(item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>Writes an array of strings.</summary>
    public static void WriteStrings(this Utf8JsonWriter json, string name, IEnumerable<string> items)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
            json.WriteStringValue(item);
        json.WriteEndArray();
    }

    /// <summary>Writes a shape as [channels, rows, columns].</summary>
    public static void WriteShape(this Utf8JsonWriter json, string name, Compiler.Graph.Shape shape)
    {
        json.WriteStartArray(name);
        json.WriteNumberValue(shape.Channels);
        json.WriteNumberValue(shape.Rows);
        json.WriteNumberValue(shape.Columns);
        json.WriteEndArray();
    }
}
