using System.Text.RegularExpressions;

namespace SeRes2Net.Compiler.Tests;

/// <summary>The folders say the phases: data goes one way through them.</summary>
public sealed class FolderTests
{
    private const string Root = "SeRes2Net.Compiler";

    private static readonly Dictionary<string, string> Projects = new()
    {
        ["specgen/model"] = Root,
        ["specgen/generator"] = "SeRes2Net.Generator",
        ["core/nn"] = "SeRes2Net.Nn",
        ["core/lab"] = "SeRes2Net.Lab",
        ["runner"] = "SeRes2Net.Runner",
    };

    private static IEnumerable<string> Files(string folder) => Directory
        .EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
        .Where(path => !Regex.IsMatch(path, @"[/\\](obj|bin)[/\\]"));

    [Fact]
    public void No_two_folders_of_the_compiler_need_each_other()
    {
        var needs = new Dictionary<string, HashSet<string>>();
        var rootTypes = Files("specgen/model").Where(path => Namespace(path) == Root)
            .SelectMany(path => Regex.Matches(File.ReadAllText(path), @"(?m)^public [\w ]*?(?:class|record|interface) (\w+)"))
            .Select(match => match.Groups[1].Value).ToList();
        foreach (var path in Files("specgen/model"))
        {
            var (own, text) = (Namespace(path), File.ReadAllText(path));
            if (!needs.TryGetValue(own, out var of))
                needs[own] = of = [];
            of.UnionWith(Regex.Matches(text, $@"(?m)^using {Regex.Escape(Root)}([\w.]*);").Select(match => Root + match.Groups[1].Value));
            // What encloses a namespace needs no using: neither the root nor a folder above.
            if (own != Root && rootTypes.Any(type => Regex.IsMatch(text, $@"\b{type}\b(?![""'`])")))
                of.Add(Root);
            of.Remove(own);
        }

        foreach (var start in needs.Keys)
            Reached(start).Should().NotContain(start, $"{start} is a phase of its own");

        HashSet<string> Reached(string start)
        {
            var reached = new HashSet<string>();
            var open = new Stack<string>(needs[start]);
            while (open.Count > 0)
            {
                var next = open.Pop();
                if (reached.Add(next) && needs.TryGetValue(next, out var further))
                {
                    foreach (var one in further)
                        open.Push(one);
                }
            }
            return reached;
        }
    }

    [Fact]
    public void A_namespace_equals_its_folder()
    {
        foreach (var (folder, root) in Projects)
        {
            foreach (var path in Files(folder))
            {
                var inside = Path.GetRelativePath(Path.Combine(Repository.Root, folder), Path.GetDirectoryName(path)!);
                var expected = inside == "." ? root : $"{root}.{inside.Replace('\\', '/').Replace('/', '.')}";
                if (Namespace(path) is { Length: > 0 } found)
                    found.Should().Be(expected, path);
            }
        }
    }

    private static string Namespace(string path) => Regex.Match(File.ReadAllText(path), @"(?m)^namespace ([\w.]+);").Groups[1].Value;
}
