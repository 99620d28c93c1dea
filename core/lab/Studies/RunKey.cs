using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Lab.Data;
using SeRes2Net.Lab.Training;

namespace SeRes2Net.Lab.Studies;

/// <summary>Names run directories after what a run's result depends on, so that whoever asks for a run finds it if it was made before.</summary>
public static class RunKey
{
    /// <summary>
    /// <c>STEM-RECIPE-DATA-sSEED-HASH</c>. The hash covers the network's graph, the values of the recipe, and the data's labels and
    /// pixels: never the time, a machine or a job.
    /// </summary>
    public static string FolderName(CompiledSpec spec, Recipe recipe, DataSet data, long seed) =>
        string.Create(CultureInfo.InvariantCulture, $"{spec.Stem}-{recipe.Name}-{data.Name}-s{seed}-{Hash(spec.Hash, RunDirectory.Hash(recipe), data.Checksum)}");

    /// <summary>
    /// Whether a run is one that its folder may be named after. It is not if its spec or recipe was edited between the naming of the folder
    /// and the start of the run, which on a cluster may be days later.
    /// </summary>
    public static bool Fits(string folder, RunRecord run) => folder.EndsWith(
        string.Create(CultureInfo.InvariantCulture, $"-s{run.Seed}-{Hash(run.SpecHash, run.RecipeHash, run.DataChecksum)}"), StringComparison.Ordinal);

    private static string Hash(string spec, string recipe, string data) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{spec} {recipe} {data}")))[..8];
}
