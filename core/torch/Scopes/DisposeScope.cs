namespace TorchSharp;

/// <summary>
/// Disposes every tensor that its thread made while it was the innermost scope, except those that were moved out. Made by
/// <c>torch.NewDisposeScope()</c>, used with <c>using</c>.
/// </summary>
public sealed class DisposeScope : IDisposable
{
    private readonly HashSet<IDisposable> members = new(ReferenceEqualityComparer.Instance);
    private readonly DisposeScopeManager manager;
    private readonly DisposeScope? outer;
    private bool closed;

    internal DisposeScope(DisposeScopeManager manager, DisposeScope? outer)
    {
        this.manager = manager;
        this.outer = outer;
    }

    /// <summary>Number of members.</summary>
    public int DisposablesCount => members.Count;

    /// <summary>A copy of the list of members.</summary>
    public IReadOnlyList<IDisposable> DisposablesView => members.ToList();

    // The scope that outlives this one; an outer scope that has been closed already hands on to its own.
    private DisposeScope? Outer
    {
        get
        {
            var scope = outer;
            while (scope is { closed: true })
                scope = scope.outer;
            return scope;
        }
    }

    /// <summary>Whether it is a member.</summary>
    public bool Contains(IDisposable disposable) => members.Contains(disposable);

    /// <summary>Makes it a member; a tensor leaves the scope it was in.</summary>
    public void Attach(IDisposable disposable)
    {
        if (disposable is torch.Tensor { OwningDisposeScope: { } owner } && owner != this)
            owner.members.Remove(disposable);
        Add(disposable);
    }

    /// <summary>Makes them members.</summary>
    public void Attach(params IDisposable[] disposables) => Attach((IEnumerable<IDisposable>)disposables);

    /// <summary>Makes them members and returns them.</summary>
    public IReadOnlyList<IDisposable> Attach(IEnumerable<IDisposable> disposables)
    {
        var list = disposables.ToList();
        list.ForEach(Attach);
        return list;
    }

    /// <summary>Takes it out: the caller disposes it.</summary>
    public T Detach<T>(T disposable)
        where T : IDisposable => MoveToOther(null!, disposable);

    /// <summary>Takes them out.</summary>
    public (T1 first, T2 second) Detach<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable => MoveToOther(null!, first, second);

    /// <summary>Takes them out.</summary>
    public (T1 first, T2 second, T3 third) Detach<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable => MoveToOther(null!, first, second, third);

    /// <summary>Takes them out.</summary>
    public void Detach(params IDisposable[] disposables) => MoveToOther(null!, (IEnumerable<IDisposable>)disposables);

    /// <summary>Takes them out.</summary>
    public void Detach(IEnumerable<IDisposable> disposables) => MoveToOther(null!, disposables);

    /// <summary>Hands it to the scope around this one; detached when there is none.</summary>
    public T MoveToOuter<T>(T disposable)
        where T : IDisposable => MoveToOther(Outer!, disposable);

    /// <summary>Hands them to the scope around this one.</summary>
    public (T1 first, T2 second) MoveToOuter<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable => MoveToOther(Outer!, first, second);

    /// <summary>Hands them to the scope around this one.</summary>
    public (T1 first, T2 second, T3 third) MoveToOuter<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable => MoveToOther(Outer!, first, second, third);

    /// <summary>Hands them to the scope around this one.</summary>
    public void MoveToOuter(params IDisposable[] disposables) => MoveToOther(Outer!, (IEnumerable<IDisposable>)disposables);

    /// <summary>Hands them to the scope around this one.</summary>
    public void MoveToOuter(IEnumerable<IDisposable> disposables) => MoveToOther(Outer!, disposables);

    /// <summary>Hands it to another scope (detached when that is null); nothing happens when it is not a member.</summary>
    public T MoveToOther<T>(DisposeScope scope, T disposable)
        where T : IDisposable
    {
        Move(scope, disposable);
        return disposable;
    }

    /// <summary>Hands them to another scope.</summary>
    public (T1 first, T2 second) MoveToOther<T1, T2>(DisposeScope scope, T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable
    {
        Move(scope, first);
        Move(scope, second);
        return (first, second);
    }

    /// <summary>Hands them to another scope.</summary>
    public (T1 first, T2 second, T3 third) MoveToOther<T1, T2, T3>(DisposeScope scope, T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable
    {
        Move(scope, first);
        Move(scope, second);
        Move(scope, third);
        return (first, second, third);
    }

    /// <summary>Hands them to another scope.</summary>
    public void MoveToOther(DisposeScope scope, params IDisposable[] disposables) =>
        MoveToOther(scope, (IEnumerable<IDisposable>)disposables);

    /// <summary>Hands them to another scope.</summary>
    public void MoveToOther(DisposeScope scope, IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables)
            Move(scope, disposable);
    }

    /// <summary>Disposes all members now; the scope stays open.</summary>
    public void DisposeEverything() => DisposeEverythingBut([]);

    /// <summary>Disposes all members but one, which stays a member.</summary>
    public T DisposeEverythingBut<T>(T keep)
        where T : IDisposable
    {
        DisposeEverythingBut((IEnumerable<IDisposable>)[keep]);
        return keep;
    }

    /// <summary>Disposes all members but these.</summary>
    public (T1 first, T2 second) DisposeEverythingBut<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable
    {
        DisposeEverythingBut((IEnumerable<IDisposable>)[first, second]);
        return (first, second);
    }

    /// <summary>Disposes all members but these.</summary>
    public (T1 first, T2 second, T3 third) DisposeEverythingBut<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable
    {
        DisposeEverythingBut((IEnumerable<IDisposable>)[first, second, third]);
        return (first, second, third);
    }

    /// <summary>Disposes all members but these.</summary>
    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    /// <summary>Disposes all members but these.</summary>
    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        var keep = new HashSet<IDisposable>(inKeep, ReferenceEqualityComparer.Instance);
        var doomed = members.Where(member => !keep.Contains(member)).ToList();
        foreach (var member in doomed)
        {
            members.Remove(member);
            if (member is torch.Tensor tensor)
                tensor.OwningDisposeScope = null;
            member.Dispose();
        }
    }

    /// <summary>Forgets a member that was disposed elsewhere.</summary>
    public void MarkAsDisposed(IDisposable disposable) => Forget(disposable);

    /// <summary>Disposes all members and closes the scope.</summary>
    public void Dispose()
    {
        if (closed)
            return;
        closed = true;
        manager.Close(this);
        DisposeEverything();
    }

    internal void Add(IDisposable disposable)
    {
        members.Add(disposable);
        if (disposable is torch.Tensor tensor)
            tensor.OwningDisposeScope = this;
    }

    internal void Forget(IDisposable disposable) => members.Remove(disposable);

    private void Move(DisposeScope? scope, IDisposable disposable)
    {
        if (disposable is null || !members.Remove(disposable))
            return;
        if (scope is not null)
            scope.Add(disposable);
        else if (disposable is torch.Tensor tensor)
            tensor.OwningDisposeScope = null;
    }
}
