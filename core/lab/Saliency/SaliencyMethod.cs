namespace SeRes2Net.Lab.Saliency;

/// <summary>How a map is made from what a layer holds, A [K, h, w], and the gradient of a class's score for it, G [K, h, w].</summary>
public enum SaliencyMethod
{
    /// <summary>Grad-CAM: channels weighted by the mean of their gradient (Selvaraju et al., arXiv:1610.02391).</summary>
    GradCam,
    /// <summary>Grad-CAM++: the mean is weighted by position (Chattopadhyay et al., arXiv:1710.11063).</summary>
    GradCamPlusPlus,
    /// <summary>HiResCAM: every element weighted by its own gradient (Draelos and Carin, arXiv:2011.08891).</summary>
    HiResCam,
    /// <summary>EigenCAM: the first principal component; it knows no class (Muhammad and Yeasin, arXiv:2008.00299).</summary>
    EigenCam,
    /// <summary>Plain gradient: its largest magnitude over the channels (Simonyan et al., arXiv:1312.6034).</summary>
    Gradient,
}

/// <summary>The names of the methods.</summary>
public static class SaliencyMethods
{
    /// <summary>As they are written on the command line and in files, in the order of <see cref="SaliencyMethod"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["grad-cam", "grad-cam++", "hires-cam", "eigen-cam", "gradient"];

    /// <summary>The name of a method.</summary>
    public static string Name(this SaliencyMethod method) => Names[(int)method];
}
