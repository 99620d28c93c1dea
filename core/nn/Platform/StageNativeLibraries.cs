// MSBuild compiles this during the build (NativeLibraries.targets), against .NET Standard 2.0; it is not part of the library.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>Copies native libraries to a folder of ours, adapted to the machine's loader. Several builds may do it at once.</summary>
public sealed class StageNativeLibraries : Task
{
    private const string MissingVersion = "GLIBCXX_3.4.32";
    private const string Bridge = "libLibTorchSharp.so";

    /// <summary>NuGet's files.</summary>
    public ITaskItem[] Files { get; set; }

    /// <summary>Where the copies go: into a folder named after the packages' versions.</summary>
    public string Folder { get; set; }

    /// <summary>The libstdc++ that the libraries will be loaded with; if empty, the one that this process has loaded.</summary>
    public string LibStdCxx { get; set; }

    /// <summary>The copies, with their originals' metadata.</summary>
    public ITaskItem[] Staged { get; set; }

    public override bool Execute()
    {
        try
        {
            // The libraries look for each other in their own folder, so they must all be in one.
            var versions = Files.Select(file => file.GetMetadata("NuGetPackageVersion")).Distinct().OrderBy(version => version, StringComparer.Ordinal);
            var folder = Path.Combine(Folder, string.Join("-", versions));
            var weaken = Lacks(MissingVersion);
            var copies = Files.Select(file => new Copy(file, folder, weaken && Path.GetFileName(file.ItemSpec) == Bridge)).ToList();
            if (!copies.All(copy => copy.IsThere))
            {
                Directory.CreateDirectory(folder);
                using (Lock(Path.Combine(Folder, "lock")))
                {
                    foreach (var copy in copies.Where(copy => !copy.IsThere)) // another build may have been faster
                    {
                        Write(copy);
                    }
                }
            }
            Staged = copies.Select(copy => copy.Item).ToArray();
        }
        catch (Exception error) when (error is IOException || error is UnauthorizedAccessException)
        {
            Log.LogError("libtorch cannot be copied to {0}: {1}", Folder, error.Message);
        }
        return !Log.HasLoggedErrors;
    }

    // Written under another name and renamed: a link to a file always gets all of it, and a link to an older one keeps that.
    private void Write(Copy copy)
    {
        var beside = copy.Target + "." + Guid.NewGuid().ToString("N");
        try
        {
            if (copy.Weaken)
            {
                var image = File.ReadAllBytes(copy.Source);
                var count = Weaken(image, MissingVersion);
                Log.LogMessage(MessageImportance.High, count > 0
                    ? "{0}: the system's libstdc++ has no {1}; our copy marks the need for it as weak."
                    : "{0}: the system's libstdc++ has no {1}, but nothing needs it.", Path.GetFileName(copy.Source), MissingVersion);
                File.WriteAllBytes(beside, image);
            }
            else
            {
                File.Copy(copy.Source, beside);
            }
            File.SetLastWriteTimeUtc(beside, copy.Time);
            if (File.Exists(copy.Target))
            {
                File.Replace(beside, copy.Target, null);
            }
            else
            {
                File.Move(beside, copy.Target);
            }
        }
        finally
        {
            File.Delete(beside);
        }
    }

    // One build copies, the others wait for it. The lock is released when its process ends.
    private static FileStream Lock(string path)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (tries < 3000)
            {
                Thread.Sleep(100);
            }
        }
    }

    // Whether the C++ library lacks a version. The file contains the names of its versions as text, each between two zeros.
    private bool Lacks(string version)
    {
        var path = string.IsNullOrEmpty(LibStdCxx) ? Loaded() : LibStdCxx;
        if (path == null)
        {
            return false;
        }
        var text = Encoding.GetEncoding(28591).GetString(File.ReadAllBytes(path));
        return !text.Contains("\0" + version + "\0");
    }

    // .NET itself uses it, so the loader's choice is in the list of mapped files. There is no such list except on Linux.
    private static string Loaded()
    {
        const string maps = "/proc/self/maps";
        var line = File.Exists(maps) ? File.ReadLines(maps).FirstOrDefault(l => l.Contains("/libstdc++.so.6")) : null;
        return line?.Substring(line.IndexOf('/'));
    }

    /// <summary>
    /// Marks the needs for one version as weak (ELF-64, little-endian; tables as in Linux Standard Base, chapter "Symbol Versioning").
    /// </summary>
    private static int Weaken(byte[] image, string version)
    {
        const uint needsSection = 0x6ffffffe;
        const ushort weak = 2;
        var count = 0;
        if (image.Length < 64 || BitConverter.ToUInt32(image, 0) != 0x464c457f || image[4] != 2 || image[5] != 1)
        {
            return count;
        }
        var headers = (int)BitConverter.ToUInt64(image, 0x28);
        var size = BitConverter.ToUInt16(image, 0x3a);
        var sections = BitConverter.ToUInt16(image, 0x3c);
        for (var section = headers; section < headers + (sections * size); section += size)
        {
            if (BitConverter.ToUInt32(image, section + 4) != needsSection)
            {
                continue;
            }
            var names = (int)BitConverter.ToUInt64(image, headers + ((int)BitConverter.ToUInt32(image, section + 0x28) * size) + 0x18);
            var files = (int)BitConverter.ToUInt32(image, section + 0x2c);
            for (var file = (int)BitConverter.ToUInt64(image, section + 0x18); files > 0; files--)
            {
                var need = file + (int)BitConverter.ToUInt32(image, file + 8);
                for (var needs = BitConverter.ToUInt16(image, file + 2); needs > 0; needs--)
                {
                    if (Name(image, names + (int)BitConverter.ToUInt32(image, need + 8)) == version)
                    {
                        image[need + 4] |= (byte)weak;
                        count++;
                    }
                    need += (int)BitConverter.ToUInt32(image, need + 12);
                }
                file += (int)BitConverter.ToUInt32(image, file + 12);
            }
        }
        return count;
    }

    private static string Name(byte[] image, int at) => Encoding.ASCII.GetString(image, at, Array.IndexOf(image, (byte)0, at) - at);

    // A file to copy. A patched copy also differs from an untouched one in its time: the machine may get a different libstdc++.
    private sealed class Copy
    {
        private readonly FileInfo source;

        public Copy(ITaskItem file, string folder, bool weaken)
        {
            source = new FileInfo(file.ItemSpec);
            Target = Path.Combine(folder, source.Name);
            Weaken = weaken;
            Time = source.LastWriteTimeUtc.AddSeconds(weaken ? 2 : 0);
            Item = new TaskItem(Target.Replace("%", "%25"));
            file.CopyMetadataTo(Item);
        }

        public string Source => source.FullName;

        public string Target { get; }

        public bool Weaken { get; }

        public DateTime Time { get; }

        public ITaskItem Item { get; }

        public bool IsThere
        {
            get
            {
                var there = new FileInfo(Target);
                return there.Exists && there.Length == source.Length && there.LastWriteTimeUtc == Time;
            }
        }
    }
}
