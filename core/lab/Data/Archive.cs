namespace SeRes2Net.Lab.Data;

/// <summary>The published archive of a data set, a gzipped tar file.</summary>
/// <param name="Title">What is in it, for people.</param>
/// <param name="Address">Where it is published.</param>
/// <param name="Md5">Its MD5 in lower-case hexadecimal digits.</param>
/// <param name="Folder">The folder it unpacks to.</param>
public sealed record Archive(string Title, Uri Address, string Md5, string Folder)
{
    /// <summary>The archive's name.</summary>
    public string FileName => Path.GetFileName(Address.LocalPath);
}
