using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Emit;

/// <summary>What an emitter knows of every kind of operation, one row each. A test compares the rows with the operations there are.</summary>
internal sealed class OpTable<TRow>(string language, params (Type Kind, TRow Row)[] rows)
{
    private readonly IReadOnlyDictionary<Type, TRow> byKind = rows.ToDictionary(row => row.Kind, row => row.Row);

    /// <summary>The kinds that have a row.</summary>
    public IEnumerable<Type> Kinds => byKind.Keys;

    /// <summary>All rows.</summary>
    public IEnumerable<TRow> Rows => byKind.Values;

    /// <summary>The row of an operation.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public TRow Of(Op op) => byKind.TryGetValue(op.GetType(), out var row)
        ? row
        : throw new InvalidOperationException($"There is no row for {op.GetType().Name} in the table of {language}.");
}
