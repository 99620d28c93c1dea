using SeRes2Net.Compiler.Steps;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Emit.FSharp;

/// <summary>Names of the spec language as identifiers of F#. They come from strangers: nothing else may write them into F#.</summary>
internal static class FSharpNames
{
    // Keywords, those of OCaml, and what the language reserves or did once (F# 4.1 specification, section 3.4).
    private static readonly HashSet<string> Keywords = new(Words(
        """
        abstract and as assert asr atomic base begin break checked class component const constraint constructor continue default
        delegate do done downcast downto eager elif else end event exception extern external false finally fixed for fun function
        functor global if in include inherit inline interface internal land lazy let lor lsl lsr lxor match measure member method
        mixin mod module mutable namespace new not null object of open or override parallel params private process protected public
        pure rec recursive return sealed select sig static struct tailcall then to trait true try type upcast use val virtual void
        volatile when while with yield
        """));

    // 'Tags' is a type that the F# compiler adds to every union.
    private static readonly string[] TakenCases = ["Tags"];

    private static IEnumerable<string> Words(string text) =>
        text.Split([' ', '\r', '\n'], System.StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether a text is a namespace: identifiers joined by dots.</summary>
    public static bool IsNamespace(string text) =>
        text.Split('.').All(part => part.Length > 0 && IsLetter(part[0]) && part.All(IsPlain));

    /// <summary>A namespace, with backticks where it needs them.</summary>
    public static string Namespace(string text) => string.Join(".", text.Split('.').Select(Quoted));

    /// <summary>Members or their parameters: <c>carry-first</c> is <c>carryFirst</c>. In the order of the names.</summary>
    /// <param name="names">Names of the spec language, all different.</param>
    /// <param name="taken">Identifiers that mean something else there.</param>
    public static IReadOnlyList<string> Members(IReadOnlyList<string> names, IEnumerable<string> taken) =>
        Spelled([.. names.Select(name => (name, Naming.IsName(name) ? CSharpText.Camel(Joined(name)) : name))], taken);

    /// <summary>Cases of a union: <c>first</c> is <c>First</c>, and <c>3x3</c> is kept, in backticks.</summary>
    public static IReadOnlyList<string> Cases(IReadOnlyList<string> names)
    {
        var spelled = names.Select(name => (name, Naming.IsName(name) ? Joined(name) : name)).ToList();
        // For a case 'A' a property 'IsA' is there already.
        return Spelled(spelled, TakenCases.Concat(spelled.SelectMany(pair => new[] { "Is" + pair.Item1, "Is" + pair.Item2 })));
    }

    /// <summary>Unions for the choices of parameters: <c>res2net</c>, <c>passthrough</c> is <c>Res2netPassthrough</c>.</summary>
    /// <param name="choices">Kinds and names of the definitions, and names of the parameters.</param>
    /// <param name="taken">Names of other types.</param>
    public static IReadOnlyList<string> Unions(
        IEnumerable<(string Kind, string Definition, string Parameter)> choices, IEnumerable<string> taken) =>
        Spelled(
            [.. choices.Select(choice =>
                ($"{choice.Kind} {choice.Definition} {choice.Parameter}", Joined(choice.Definition) + Joined(choice.Parameter)))],
            taken);

    /// <summary>An identifier as it is written, in backticks where it is a keyword or holds more than letters and digits.</summary>
    public static string Quoted(string identifier) =>
        Keywords.Contains(identifier) || !identifier.All(IsPlain) || !IsLetter(identifier[0]) ? $"``{identifier}``" : identifier;

    /// <summary>As <see cref="Quoted"/>, and also where a lower-case letter begins it: for a union and its cases.</summary>
    public static string QuotedUpper(string identifier) =>
        Quoted(identifier) == identifier && identifier[0] is not (>= 'A' and <= 'Z') ? $"``{identifier}``" : Quoted(identifier);

    // Names that would be one identifier keep the spelling of the spec language, and an underscore tells apart what still is one.
    private static IReadOnlyList<string> Spelled(IReadOnlyList<(string Name, string Styled)> names, IEnumerable<string> taken)
    {
        var shared = new HashSet<string>(names.GroupBy(name => name.Styled).Where(group => group.Count() > 1).Select(group => group.Key));
        var used = new HashSet<string>(taken);
        return [.. names.Select(name => Free(Allowed(shared.Contains(name.Styled) ? name.Name : name.Styled)))];

        string Free(string identifier)
        {
            while (!used.Add(identifier))
                identifier += "_";
            return identifier;
        }
    }

    // 'res2-net' in words with capitals, nothing between them.
    private static string Joined(string name) => string.Concat(name.Split('-', '_')
        .Where(part => part.Length > 0)
        .Select(part => char.ToUpperInvariant(part[0]) + part.Substring(1)));

    // Backticks hold more than this, but not in the names of types, and some characters hide text from a reader.
    private static string Allowed(string name)
    {
        var allowed = new string([.. name.Select(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_' ? c : '_')]);
        return allowed.Trim().Length > 0 ? allowed : "_";
    }

    private static bool IsPlain(char c) => IsLetter(c) || c is (>= '0' and <= '9') or '_';

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
