using SeRes2Net.Compiler.Documents.Recipes;

namespace SeRes2Net.Lab.Data;

/// <summary>Which training images a recipe trains on and which it keeps back.</summary>
/// <param name="Train">Indices of the images trained on, ascending.</param>
/// <param name="Validation">Indices of the images kept back, ascending: equally many of each class.</param>
internal sealed record Partition(IReadOnlyList<int> Train, IReadOnlyList<int> Validation)
{
    /// <summary>The images kept back are the same in every run, whatever its seed, so that runs can be compared on them.</summary>
    private const long Seed = 20_191_204;

    /// <summary>
    /// Keeps back <c>validation-images</c>, then takes the first <c>train-images</c> of the others, or all if there are fewer. Where images are
    /// stored class by class, as in folders, the first would be those of a few classes, so it takes as many that are evenly spread.
    /// </summary>
    /// <exception cref="DataException">The numbers do not work out; the message names them.</exception>
    public static Partition Of(DataSet data, IReadOnlyList<int> labels, Recipe recipe)
    {
        var kept = KeepBack(data, labels, recipe);
        int[] all = [.. Enumerable.Range(0, labels.Count).Except(kept)];
        int[] train = recipe.TrainImages == 0 || recipe.TrainImages >= all.Length ? all : Some(all, labels, recipe.TrainImages);
        if (train.Length < recipe.Batch)
            throw new DataException($"{data.Name} has {labels.Count} training images"
                + (kept.Length > 0 ? $" and recipe {recipe.Name} keeps back {kept.Length} of them for validation" : "")
                + (recipe.TrainImages > 0 && recipe.TrainImages == train.Length ? $", of which recipe {recipe.Name} uses {train.Length}"
                    : train.Length < labels.Count ? $", which leaves {train.Length}" : "")
                + $", but one step of recipe {recipe.Name} takes {recipe.Batch}. "
                + $"Lower `batch`{(kept.Length > 0 ? " or `validation-images`" : "")}.");
        return new(train, kept);
    }

    private static int[] Some(int[] all, IReadOnlyList<int> labels, int count)
    {
        bool isByClass = all.Zip(all.Skip(1), (one, next) => labels[one] <= labels[next]).All(ascends => ascends);
        return [.. Enumerable.Range(0, count).Select(i => all[isByClass ? (int)((long)i * all.Length / count) : i])];
    }

    private static int[] KeepBack(DataSet data, IReadOnlyList<int> labels, Recipe recipe)
    {
        if (recipe.ValidationImages == 0)
            return [];
        var (share, over) = Math.DivRem(recipe.ValidationImages, data.Classes);
        if (over != 0)
            throw new DataException($"Recipe {recipe.Name} keeps back {recipe.ValidationImages} images for validation, equally many of each class, "
                + $"but {data.Name} has {data.Classes} classes. Set `validation-images` to a multiple of {data.Classes}.");
        var members = Enumerable.Range(0, data.Classes).Select(_ => new List<int>()).ToArray();
        for (int i = 0; i < labels.Count; i++)
            members[labels[i]].Add(i);
        var kept = new List<int>();
        for (int c = 0; c < members.Length; c++)
        {
            if (members[c].Count < share)
                throw new DataException($"Recipe {recipe.Name} keeps back {recipe.ValidationImages} images for validation, {share} of each class, "
                    + $"but class {data.ClassNames[c]} of {data.Name} has {members[c].Count} training images. Lower `validation-images`.");
            var order = RandomStream.Of(Seed, "validation", c).Permutation(members[c].Count);
            kept.AddRange(order.Take(share).Select(at => members[c][(int)at]));
        }
        return [.. kept.Order()];
    }
}
