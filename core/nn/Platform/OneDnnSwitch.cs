namespace SeRes2Net.Nn.Platform;

/// <summary>
/// The environment variable SERES2NET_ONEDNN, which controls oneDNN, libtorch's library of fast convolutions:
/// <c>off</c> switches it off (right, and 3 to 15 times slower). Two more values are only for tests and comparisons:
/// <c>unrepaired</c> uses it as it is, whatever the self-test says; <c>unknown-build</c> repairs nothing, as for a libtorch that
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

    /// <summary>What to tell a user whose value is not valid; null if it is.</summary>
    internal static string? Mistake => Value is null or "" or Off or Unrepaired or UnknownBuild
        ? null
        : $"{Variable}={Value} is ignored: the only value is {Off}.";

    private static string? Value => Environment.GetEnvironmentVariable(Variable);
}
