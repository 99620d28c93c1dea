namespace SeRes2Net.Nn.Platform;

/// <summary>
/// What the user says of oneDNN, libtorch's library of fast convolutions, by the environment variable SERES2NET_ONEDNN:
/// <c>off</c> does without it (right, and 3 to 15 times slower). Two more values are for tests and comparisons only:
/// <c>unrepaired</c> uses it as it is, whatever the self-test says; <c>unknown-build</c> repairs nothing, as with a libtorch that
/// is not known.
/// </summary>
public static class OneDnnSwitch
{
    /// <summary>The variable's name.</summary>
    public const string Variable = "SERES2NET_ONEDNN";

    /// <summary>The value that leaves oneDNN as it is.</summary>
    public const string Unrepaired = "unrepaired";

    private const string Off = "off", UnknownBuild = "unknown-build";

    internal static bool IsOff => Value == Off;

    internal static bool StaysUnrepaired => Value == Unrepaired;

    internal static bool PretendsUnknownBuild => Value == UnknownBuild;

    /// <summary>What to tell somebody whose value means nothing; null where all is well.</summary>
    internal static string? Mistake => Value is null or "" or Off or Unrepaired or UnknownBuild
        ? null
        : $"{Variable}={Value} means nothing: {Off} is the one value.";

    private static string? Value => Environment.GetEnvironmentVariable(Variable);
}
