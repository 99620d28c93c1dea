using System.Reflection;
using System.Runtime.CompilerServices;

namespace SeRes2Net.Compiler.Documents.Recipes;

/// <summary>One key of a recipe, or of a group in it: a row of the table.</summary>
public sealed class RecipeKey
{
    private readonly PropertyInfo property;
    private readonly KeyAttribute row;

    internal RecipeKey(PropertyInfo property, KeyAttribute row)
    {
        (this.property, this.row) = (property, row);
        Name = row.Name ?? RecipeTable.Hyphened(property.Name);
        Required = property.IsDefined(typeof(RequiredMemberAttribute), inherit: false);
        Kind = Type == typeof(string) ? RecipeKeyKind.Text
            : Type == typeof(int) ? RecipeKeyKind.Int
            : Type == typeof(double) ? RecipeKeyKind.Float
            : Type == typeof(bool) ? RecipeKeyKind.Bool
            : Type.IsEnum ? RecipeKeyKind.Word
            : Type == typeof(IReadOnlyList<double>) ? RecipeKeyKind.Floats
            : Type.IsAbstract ? RecipeKeyKind.OneOf
            : RecipeKeyKind.Group;
    }

    /// <summary>Its name in files.</summary>
    public string Name { get; }
    /// <summary>The property's name.</summary>
    public string Property => property.Name;
    /// <summary>The property's type.</summary>
    public Type Type => property.PropertyType;
    /// <summary>What stands behind it.</summary>
    public RecipeKeyKind Kind { get; }
    /// <summary>What it means, in one sentence.</summary>
    public string Summary => row.Summary;
    /// <summary>Whether a file must say it.</summary>
    public bool Required { get; }
    /// <summary>Whether a file that is meant to be read says it even where it is the default.</summary>
    public bool Always => row.Always;
    /// <summary>The property beside it that must not be 0 for it to have an effect; null if it always has one.</summary>
    public string? Needs => row.Needs;
    /// <summary>Smallest value of a number.</summary>
    public double Least => row.Least;
    /// <summary>Largest value of a number.</summary>
    public double Most => row.Most;
    /// <summary>The words that a <see cref="RecipeKeyKind.Word"/> can be.</summary>
    public IReadOnlyList<string> Words => [.. Enum.GetNames(Type).Select(RecipeTable.Hyphened)];
    /// <summary>Its value where nothing is said; for a key that a file must say, what the F# library begins with.</summary>
    public object? Default => Get(RecipeTable.Defaults(property.DeclaringType!));

    /// <summary>Its value in a recipe or group.</summary>
    public object? Get(object group) => property.GetValue(group);

    internal void Set(object group, object value) => property.SetValue(group, value);
}
