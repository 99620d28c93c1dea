namespace SeRes2Net.Compiler.Tests;

/// <summary>
/// Files that record the compiler's output; <c>SERES2NET_ACCEPT=1 dotnet test tests/Compiler</c> accepts a change, a
/// review reads it.
/// </summary>
internal static class Golden
{
    public static void Check(string name, string found)
    {
        var path = Path.Combine(Repository.Root, "tests", "Compiler", "Golden", name);
        if (Environment.GetEnvironmentVariable("SERES2NET_ACCEPT") == "1")
            File.WriteAllText(path, found);
        File.Exists(path).Should().BeTrue($"{name} should be there; SERES2NET_ACCEPT=1 writes it");
        found.Should().Be(File.ReadAllText(path), $"{name} is what was accepted");
    }
}
