using SeRes2Net.Compiler.Documents;
using SeRes2Net.Compiler.Documents.Claims;
using SeRes2Net.Compiler.Documents.Studies;
using SeRes2Net.Compiler.Emit.CSharp;
using SeRes2Net.Compiler.Expand;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Steps;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler;

/// <summary>The front end: YAML files in, typed graphs and findings out.</summary>
public static class SpecCompiler
{
    /// <summary>
    /// Compiles every architecture, and checks every study and all claims among the targets. Never throws and never touches the disk; the library of
    /// blocks, gates and recipes embedded in the compiler is always there.
    /// </summary>
    /// <param name="files">Every YAML file the host knows: architectures, blocks, gates, recipes, studies, claims. Keep the instances of unchanged
    /// files between calls: each is read once.</param>
    /// <param name="targets">Paths of the files to compile or check; null: all.</param>
    public static CompileResult Compile(IEnumerable<SourceFile> files, IReadOnlyCollection<string>? targets = null) =>
        new Compilation(files).Run(targets);

    /// <summary>
    /// Paths of other files that a file names: what it extends, the specs of a study or of claims, the claims of a study. A host that compiles some files of many
    /// supplies these too. Never throws.
    /// </summary>
    public static IReadOnlyList<string> References(SourceFile file)
    {
        var document = Document.Of(file);
        IReadOnlyList<string> named = document.Study is { } study
            ? [.. study.Specs, .. study.Claims]
            : [.. document.Claims?.Rows.Select(row => row.Spec).OfType<string>() ?? []];
        if (document.Root?["extends"] is YamlScalar extends && Paths.IsRelative(extends.Text))
            named = [.. named, extends.Text];
        return named.Select(path => Paths.Combine(Paths.Folder(file.Path), path)).ToList();
    }

    private sealed class Compilation(IEnumerable<SourceFile> all)
    {
        private readonly FileSet files = new(all);
        private readonly DiagnosticBag bag = new();
        private readonly Dictionary<Document, SortedSet<string>> users = [];
        private readonly List<StudyFile> studies = [];
        private readonly List<ClaimsFile> claims = [];

        public CompileResult Run(IReadOnlyCollection<string>? targets)
        {
            var specs = new List<CompiledSpec>();
            foreach (var path in (targets ?? files.Paths).Distinct().OrderBy(path => path, StringComparer.Ordinal).ToList())
            {
                try
                {
                    if (Target(path) is { } spec)
                        specs.Add(spec);
                }
                catch (Exception e)
                {
                    // A fault of the compiler is a finding too: hosts show it at the file, never as a stack trace.
                    bag.Report(Descriptors.Internal, StartOf(path),
                        $"The compiler failed on this file ({e.GetType().Name}: {e.Message}). Please report it with the file.");
                }
            }
            CheckStems(specs);
            ReportBroken();
            return new CompileResult(specs, AllRecipes(), studies, bag.Sorted()) { Claims = claims };
        }

        private CompiledSpec? Target(string path)
        {
            if (files.Get(path) is not { } document)
            {
                bag.Report(Descriptors.MissingFile, StartOf(path), "There is no such file among those given to the compiler.");
                return null;
            }
            if (document.Diagnostics.Count > 0)
                AddUser(document, path);
            if (document.Definition is { Try: { } example } definition && !document.IsBroken)
                Try(document, definition, example);
            if (document.Study is { } study)
                Check(document, study);
            if (document.Claims is { } set)
                Check(document, set);
            if (document.Kind == DocumentKind.Recipe)
                Recipes.Read(document, files, bag.Report, other => AddUser(other, path));
            return document.Kind == DocumentKind.Architecture ? Architecture(document) : null;
        }

        private void Try(Document document, Definition definition, Example example)
        {
            var reporter = new Reporter(bag, document.File.Path, [], Library.Holds);
            ArchitectureExpander.Try(definition, example, new DefinitionFinder(files, other => AddUser(other, document.File.Path)), reporter);
        }

        private void Check(Document document, Study study)
        {
            if (Holds(document, (report, broken) => StudyChecker.Check(study, document, files, report, broken)))
                studies.Add(new StudyFile(document.File.Path, study));
        }

        private void Check(Document document, ClaimSet set)
        {
            if (Holds(document, (report, broken) => ClaimChecker.Check(set, document, files, report, broken)))
                claims.Add(new ClaimsFile(document.File.Path, set));
        }

        private bool Holds(Document document, Action<Report, Action<Document>> check)
        {
            var path = document.File.Path;
            var reporter = new Reporter(bag, path, [], Library.Holds);
            check(reporter.Report, other =>
            {
                reporter.Fail();
                AddUser(other, path);
            });
            return !reporter.Failed && !document.IsBroken;
        }

        private void AddUser(Document broken, string path)
        {
            if (!users.TryGetValue(broken, out var paths))
                users[broken] = paths = new SortedSet<string>(StringComparer.Ordinal);
            if (broken.File.Path != path)
                paths.Add(path);
        }

        private CompiledSpec? Architecture(Document document)
        {
            var path = document.File.Path;
            var allowed = Allowed(document);
            var reporter = new Reporter(bag, path, allowed, Library.Holds);
            void Broken(Document other)
            {
                reporter.Fail();
                AddUser(other, path);
            }
            if (Extends.Merge(document, files, reporter.Report, Broken) is not { } root)
                return null;
            var definitions = new DefinitionFinder(files, Broken);
            var architecture = ArchitectureReader.Read(root, definitions, reporter.Report);
            if (ArchitectureExpander.Expand(architecture, definitions, reporter) is not { } graph)
                return null;
            var costs = CostTable.Of(graph);
            Budget.Check(architecture.Expect, costs, reporter.Report);
            if (reporter.Failed)
                return null;
            var json = CanonicalJson.Of(graph);
            return new CompiledSpec
            {
                Path = path,
                Stem = Naming.Stem(path),
                Graph = graph,
                Costs = costs,
                Hash = CanonicalJson.Hash(json),
                CanonicalJson = json,
                ResolvedYaml = ResolvedSpec.Write(root),
                Definitions = definitions.Used,
                RecipeName = architecture.Recipe,
            };
        }

        private IReadOnlyCollection<string> Allowed(Document document)
        {
            var allowed = new List<string>();
            foreach (var item in (document.Root?["allow"] as YamlSequence)?.Items ?? [])
            {
                var id = (item as YamlScalar)?.Text ?? "";
                if (Descriptors.All.Any(descriptor => descriptor.Id == id && descriptor.Severity == Severity.Warning))
                    allowed.Add(id);
                else
                    bag.Report(Descriptors.InvalidValue, item.Where, $"'allow' lists ids of warnings (SR2001 ..), found {item.Noun}.");
            }
            if (document.Root?["allow"] is { } other and not YamlSequence)
                bag.Report(Descriptors.WrongType, other.Where, $"'allow' must be a list of ids such as [SR2001], found {other.Noun}.");
            return allowed;
        }

        // A broken file is reported once, at its place, with who uses it.
        private void ReportBroken()
        {
            foreach (var pair in users)
            {
                var isFirst = true;
                foreach (var diagnostic in pair.Key.Diagnostics)
                {
                    var note = isFirst && pair.Value.Count > 0 ? $" (used by {string.Join(", ", pair.Value)})" : "";
                    bag.Add(diagnostic with { Message = diagnostic.Message + note });
                    isFirst = false;
                }
            }
        }

        // Classes are named after stems, and file systems and hint names do not tell apart what differs only in case.
        private void CheckStems(List<CompiledSpec> specs)
        {
            foreach (var group in specs
                .GroupBy(spec => CSharpEmitter.ClassName(spec.Stem), StringComparer.OrdinalIgnoreCase)
                .Where(group => group.Count() > 1).ToList())
            {
                var first = group.First();
                foreach (var other in group.Skip(1))
                {
                    bag.Report(Descriptors.StemClash, StartOf(other.Path),
                        $"'{other.Path}' and '{first.Path}' would give classes of the same name; rename one of the files.");
                    specs.Remove(other);
                }
            }
        }

        private IReadOnlyList<RecipeFile> AllRecipes()
        {
            var own = Read(files.Paths.Select(path => files.Get(path)!));
            var names = new HashSet<string>(own.Select(file => file.Recipe.Name), StringComparer.Ordinal);
            return [.. own, .. Read(files.Embedded.Values.Select(Document.Of)).Where(file => !names.Contains(file.Recipe.Name))];

            // What is wrong was reported at the file, if it was a target.
            List<RecipeFile> Read(IEnumerable<Document> documents) =>
            [
                .. from document in documents
                   where document.Kind == DocumentKind.Recipe && !document.IsBroken
                   let recipe = Recipes.Read(document, files, (_, _, _) => { }, _ => { })
                   where recipe is not null
                   select new RecipeFile(document.File.Path, recipe),
            ];
        }

        private static SourceSpan StartOf(string path) => new(path, 1, 1, 1, 1);
    }
}
