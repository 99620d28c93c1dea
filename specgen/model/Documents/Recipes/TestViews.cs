namespace SeRes2Net.Compiler.Documents.Recipes;

/// <summary>Which views of a test image are averaged.</summary>
public enum TestViews
{
    /// <summary>The image alone.</summary>
    One,
    /// <summary>The image and its mirror image.</summary>
    Flip,
    /// <summary>Both, and both moved by a pixel to the upper left and to the lower right, at half the weight.</summary>
    FlipAndShift,
}
