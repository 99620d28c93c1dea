namespace System.Runtime.CompilerServices;

/// <summary>What the compiler needs to allow records and init accessors on netstandard2.0.</summary>
internal static class IsExternalInit;
