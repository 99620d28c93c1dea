namespace SeRes2Net.Tests.Shared;

/// <summary>A test for Linux alone; skipped elsewhere, with the reason.</summary>
internal sealed class LinuxFactAttribute : FactAttribute
{
    /// <param name="reason">Why other systems are left out.</param>
    public LinuxFactAttribute(string reason) => Skip = OnSystem.Reason(OperatingSystem.IsLinux(), reason);
}

/// <inheritdoc cref="LinuxFactAttribute"/>
internal sealed class LinuxTheoryAttribute : TheoryAttribute
{
    /// <param name="reason">Why other systems are left out.</param>
    public LinuxTheoryAttribute(string reason) => Skip = OnSystem.Reason(OperatingSystem.IsLinux(), reason);
}

/// <summary>A test for every system but Windows; skipped there, with the reason.</summary>
internal sealed class NotOnWindowsFactAttribute : FactAttribute
{
    /// <param name="reason">Why Windows is left out.</param>
    public NotOnWindowsFactAttribute(string reason) => Skip = OnSystem.Reason(!OperatingSystem.IsWindows(), reason);
}

/// <inheritdoc cref="NotOnWindowsFactAttribute"/>
internal sealed class NotOnWindowsTheoryAttribute : TheoryAttribute
{
    /// <param name="reason">Why Windows is left out.</param>
    public NotOnWindowsTheoryAttribute(string reason) => Skip = OnSystem.Reason(!OperatingSystem.IsWindows(), reason);
}

/// <summary>Why a test is skipped on this system.</summary>
internal static class OnSystem
{
    /// <summary>The reason, where the test is left out; null where it runs.</summary>
    public static string? Reason(bool runs, string reason) => runs ? null : reason;
}
