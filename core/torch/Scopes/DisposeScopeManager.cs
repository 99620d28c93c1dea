namespace TorchSharp;

/// <summary>The dispose scopes of one thread, innermost last. New tensors belong to the innermost one.</summary>
public class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScopeManager? current;

    private readonly List<DisposeScope> scopes = [];

    internal static DisposeScopeManager Current => current ??= new DisposeScopeManager();

    internal DisposeScope? Innermost => scopes.Count == 0 ? null : scopes[^1];

    internal DisposeScope Open()
    {
        var scope = new DisposeScope(this, Innermost);
        scopes.Add(scope);
        return scope;
    }

    internal void Close(DisposeScope scope) => scopes.Remove(scope);

    internal DisposeScope? Register(IDisposable disposable)
    {
        var scope = Innermost;
        scope?.Add(disposable);
        return scope;
    }
}
