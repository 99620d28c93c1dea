using System.Reflection;
using TorchSharp;
using Xunit.Sdk;

namespace SeRes2Net.Core.Tests;

/// <summary>
/// Gives libtorch a single thread during the tests of a class, and the others back afterwards. Threads that share a network this small
/// mostly wait for each other.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OneThreadAttribute : BeforeAfterTestAttribute
{
    private int before;

    /// <inheritdoc/>
    public override void Before(MethodInfo methodUnderTest)
    {
        before = torch.get_num_threads();
        torch.set_num_threads(1);
    }

    /// <inheritdoc/>
    public override void After(MethodInfo methodUnderTest) => torch.set_num_threads(before);
}
