using System.Collections.Concurrent;
using System.Reflection;

namespace SeRes2Net.Compiler.Documents.Recipes;

/// <summary>The table of all keys of recipes: what <see cref="Recipe"/> and the records in it declare with <see cref="KeyAttribute"/>.</summary>
public static class RecipeTable
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<RecipeKey>> KeysOfTypes = new();

    /// <summary>The keys of a recipe or of a group, in the order of writing.</summary>
    public static IReadOnlyList<RecipeKey> Keys(Type group) => KeysOfTypes.GetOrAdd(group, type =>
    [
        .. from property in type.GetProperties()
           let row = property.GetCustomAttribute<KeyAttribute>()
           where row is not null
           orderby property.MetadataToken // the order of declaration
           select new RecipeKey(property, row),
    ]);

    /// <summary>The kinds of a group of which one is chosen, by name: <c>multi-step</c> and <c>one-cycle</c> of <see cref="Schedule"/>.</summary>
    public static IReadOnlyList<(string Name, string Summary, Type Type)> Kinds(Type oneOf) =>
    [
        .. from type in oneOf.Assembly.GetTypes()
           where type.BaseType == oneOf
           let row = type.GetCustomAttribute<KeyAttribute>()
           let name = row.Name ?? Hyphened(type.Name.Substring(0, type.Name.Length - oneOf.Name.Length))
           orderby name
           select (name, row.Summary, type),
    ];

    /// <summary>A recipe or group that says nothing.</summary>
    public static object Defaults(Type group) => Activator.CreateInstance(group)!;

    // CropPadding is crop-padding.
    internal static string Hyphened(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));
}
