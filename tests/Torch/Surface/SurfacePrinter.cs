using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace SeRes2Net.Torch.Tests.Surface;

/// <summary>
/// Prints what users of a namespace can see, one member a line, in the form of the list of TorchSharp's own surface:
/// <c>TYPE KIND NAME(parameters) -> RESULT flags</c>.
/// </summary>
internal static class SurfacePrinter
{
    private const string Root = "TorchSharp";
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    /// <summary>The visible types of an assembly below the root namespace.</summary>
    internal static IEnumerable<Type> Types(Assembly assembly) =>
        assembly.GetTypes().Where(type => IsVisible(type) && IsBelowRoot(type.Namespace));

    /// <summary>Every visible member of the types.</summary>
    internal static IEnumerable<string> Print(IEnumerable<Type> types) => types.SelectMany(Print).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Print(Type type)
    {
        var owner = $"{Root}.{Name(type)}";
        yield return $"{owner} type {Describe(type)}";
        if (type.IsEnum)
        {
            foreach (var value in type.GetFields(BindingFlags.Public | BindingFlags.Static))
                yield return $"{owner} enum {value.Name} = {Convert.ToInt64(value.GetRawConstantValue(), CultureInfo.InvariantCulture)}";
            yield break;
        }
        foreach (var constructor in type.GetConstructors(Declared).Where(c => !c.IsStatic && IsVisible(c)))
            yield return $"{owner} ctor {(constructor.IsPublic ? "" : "protected ")}({Parameters(constructor)})";
        foreach (var field in type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly))
            yield return $"{owner} field {field.Name} : {Name(field.FieldType, Names(field))}{FieldFlags(field)}";
        foreach (var property in type.GetProperties(Declared).Where(p => Accessor(p) is not null))
            yield return $"{owner} prop {Describe(property)}";
        foreach (var method in type.GetMethods(Declared).Where(m => IsVisible(m) && !IsAccessor(m) && m.Name != "Finalize"))
            yield return $"{owner} method {Describe(method)}";
    }

    private static string Describe(Type type)
    {
        var access = type.IsNestedFamily || type.IsNestedFamORAssem ? "protected " : "";
        if (type.IsEnum)
            return $"{access}enum : {Name(type.GetEnumUnderlyingType())}";
        var kind = (type.IsAbstract, type.IsSealed) switch
        {
            _ when type.IsInterface => "interface",
            _ when type.IsValueType => "struct",
            (true, true) => "static class",
            (true, false) => "abstract class",
            (false, true) => "sealed class",
            _ => "class",
        };
        var bases = new List<string>();
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
            bases.Add(Name(parent));
        bases.AddRange(OwnInterfaces(type).Select(i => Name(i)).Order(StringComparer.Ordinal));
        var list = bases.Count == 0 ? "" : " : " + string.Join(", ", bases);
        return $"{access}{kind}{list}{Constraints(type.GetGenericArguments())}";
    }

    // The interfaces that the type itself names: neither its base's nor those that another of its interfaces brings along.
    private static IEnumerable<Type> OwnInterfaces(Type type)
    {
        var all = type.GetInterfaces().ToHashSet();
        foreach (var inherited in type.BaseType?.GetInterfaces() ?? [])
            all.Remove(inherited);
        foreach (var brought in all.SelectMany(i => i.GetInterfaces()).ToList())
            all.Remove(brought);
        return all;
    }

    private static string Describe(PropertyInfo property)
    {
        var accessor = Accessor(property)!;
        var index = property.GetIndexParameters();
        var name = index.Length == 0 ? property.Name : $"this[{string.Join(", ", index.Select(Describe))}]";
        var get = property.GetMethod is { } g && IsVisible(g) ? $" {Narrower(g, accessor)}get;" : "";
        var set = property.SetMethod is { } s && IsVisible(s) ? $" {Narrower(s, accessor)}set;" : "";
        return $"{name} : {Name(property.PropertyType, Names(property))} {{{get}{set} }}{MethodFlags(accessor)}";
    }

    private static string Narrower(MethodInfo accessor, MethodInfo widest) => accessor.IsPublic || !widest.IsPublic ? "" : "protected ";

    private static string Describe(MethodInfo method)
    {
        var generic = method.IsGenericMethodDefinition ? $"<{string.Join(",", method.GetGenericArguments().Select(a => a.Name))}>" : "";
        var extends = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        var result = Name(method.ReturnType, Names(method.ReturnParameter));
        var tail = MethodFlags(method) + Constraints(method.GetGenericArguments());
        return $"{method.Name}{generic}({extends}{Parameters(method)}) -> {result}{tail}";
    }

    private static string MethodFlags(MethodInfo method)
    {
        var flags = method.IsFamily || method.IsFamilyOrAssembly ? " protected" : "";
        if (method.IsStatic)
            return flags + " static";
        if (method.IsAbstract)
            return method.DeclaringType!.IsInterface ? flags : flags + " abstract";
        if (method.GetBaseDefinition() != method)
            return flags + " override";
        return method.IsVirtual && !method.IsFinal ? flags + " virtual" : flags;
    }

    private static string FieldFlags(FieldInfo field)
    {
        var flags = field.IsLiteral ? $" = {Literal(field.GetRawConstantValue(), field.FieldType)}" : "";
        flags += field.IsPublic ? "" : " protected";
        flags += field.IsLiteral ? " const" : field.IsStatic ? " static" : "";
        return flags + (field.IsInitOnly ? " readonly" : "");
    }

    private static string Constraints(Type[] arguments)
    {
        var text = "";
        foreach (var argument in arguments.Where(a => a.IsGenericParameter))
        {
            var parts = new List<string>();
            if (argument.CustomAttributes.Any(a => a.AttributeType.Name == "IsUnmanagedAttribute"))
                parts.Add("unmanaged");
            else if (argument.GenericParameterAttributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
                parts.Add("struct");
            else
                parts.AddRange(argument.GetGenericParameterConstraints().Select(c => Name(c)));
            if (parts.Count > 0)
                text += $" where {argument.Name}: {string.Join(", ", parts)}";
        }
        return text;
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Describe));

    private static string Describe(ParameterInfo parameter)
    {
        var start = parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : parameter.IsOut ? "out "
            : parameter.ParameterType.IsByRef ? "ref " : "";
        var type = parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
        var value = parameter.HasDefaultValue ? $" = {Literal(parameter.RawDefaultValue, type)}" : "";
        return $"{start}{Name(type, Names(parameter))} {parameter.Name}{value}";
    }

    private static string Literal(object? value, Type type)
    {
        if (value is null)
            return type.IsValueType && Nullable.GetUnderlyingType(type) is null ? "default" : "null";
        if (type.IsEnum)
            return $"{type.Name}.{Enum.ToObject(type, value)}";
        return value switch
        {
            string text => $"\"{text}\"",
            bool truth => truth ? "true" : "false",
            float real => real.ToString(CultureInfo.InvariantCulture) + "f",
            _ => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        };
    }

    private static Queue<string?> Names(ICustomAttributeProvider member) => new(
        member.GetCustomAttributes(typeof(TupleElementNamesAttribute), false).OfType<TupleElementNamesAttribute>()
            .FirstOrDefault()?.TransformNames ?? []);

    // Names of tuple elements come in the order in which the type is written, outer before inner.
    private static string Name(Type type, Queue<string?>? names = null)
    {
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (type.IsArray)
            return $"{Name(type.GetElementType()!, names)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Name(inner, names) + "?";
        if (type.IsGenericParameter)
            return type.Name;
        if (type.IsGenericType && type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal))
        {
            var elements = type.GetGenericArguments();
            var own = elements.Select(_ => names is { Count: > 0 } ? names.Dequeue() : null).ToList();
            return $"({string.Join(", ", elements.Select((e, i) => Name(e, names) + (own[i] is { } n ? " " + n : "")))})";
        }
        var inherited = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        var arguments = type.GetGenericArguments();
        var simple = type.Name.Split('`')[0];
        if (arguments.Length > inherited)
            simple += $"<{string.Join(",", arguments[inherited..].Select(a => Name(a, names)))}>";
        if (type.DeclaringType is { } outer)
        {
            var full = inherited > 0 && !outer.IsConstructedGenericType ? outer.MakeGenericType(arguments[..inherited]) : outer;
            return $"{Name(full)}.{simple}";
        }
        if (type.Namespace is not { } space || !IsBelowRoot(space))
            return simple;
        return space == Root ? simple : $"{space[(Root.Length + 1)..]}.{simple}";
    }

    private static MethodInfo? Accessor(PropertyInfo property) =>
        new[] { property.GetMethod, property.SetMethod }.OfType<MethodInfo>().Where(IsVisible)
            .OrderByDescending(m => m.IsPublic).FirstOrDefault();

    private static bool IsVisible(MethodBase method) =>
        method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsAccessor(MethodBase method) =>
        method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static bool IsBelowRoot(string? space) => space == Root || space?.StartsWith(Root + ".", StringComparison.Ordinal) == true;

    private static bool IsVisible(Type type) => type.IsNested
        ? (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!)
        : type.IsPublic;
}
