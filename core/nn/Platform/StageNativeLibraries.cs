// Compiled by MSBuild while it builds (NativeLibraries.targets), against .NET Standard 2.0; no part of the library.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>Copies native libraries to a folder of ours, fit for this machine's loader. Several builds may do it at once.</summary>
public sealed class StageNativeLibraries : Task
{
    private const string MissingVersion = "GLIBCXX_3.4.32";
    private const string Bridge = "libLibTorchSharp.so";

    /// <summary>NuGet's files.</summary>
    public ITaskItem[] Files { get; set; }

    /// <summary>Where the copies go: a folder for every version of a package in it.</summary>
    public string Folder { get; set; }

    /// <summary>The system's libstdc++; empty: the one that this process has loaded.</summary>
    public string LibStdCxx { get; set; }

    /// <summary>The copies, with their originals' metadata.</summary>
    public ITaskItem[] Staged { get; set; }

    public override bool Execute()
    {
        // The libraries find each other in their own folder, so that all lie in one; it is called after all versions.
        var versions = Files.Select(file => file.GetMetadata("NuGetPackageId") + "-" + file.GetMetadata("NuGetPackageVersion"))
            .Distinct().Where(name => name.StartsWith("TorchSharp-", StringComparison.OrdinalIgnoreCase) || name.Contains("libtorch"))
            .OrderBy(name => name, StringComparer.Ordinal);
        var folder = Path.Combine(Folder, string.Join("-", versions.Select(name => name.Split('-').Last()).Distinct()));
        var weaken = Files.Any(file => Path.GetFileName(file.ItemSpec) == Bridge) && Lacks(MissingVersion);
        Directory.CreateDirectory(folder);
        var staged = new List<ITaskItem>();
        foreach (var file in Files)
        {
            var target = Path.Combine(folder, Path.GetFileName(file.ItemSpec));
            var changed = weaken && Path.GetFileName(file.ItemSpec) == Bridge;
            // A patched copy is told from an untouched one by its time: a machine may get another libstdc++ later.
            var time = File.GetLastWriteTimeUtc(file.ItemSpec).AddSeconds(changed ? 2 : 0);
            var there = new FileInfo(target);
            if (!there.Exists || there.Length != new FileInfo(file.ItemSpec).Length || there.LastWriteTimeUtc != time)
            {
                Write(file.ItemSpec, target, changed, time);
            }
            var item = new TaskItem(target);
            file.CopyMetadataTo(item);
            staged.Add(item);
        }
        Staged = staged.ToArray();
        return !Log.HasLoggedErrors;
    }

    // Written beside and renamed: another build never sees half a file.
    private void Write(string source, string target, bool weaken, DateTime time)
    {
        var beside = target + "." + Guid.NewGuid().ToString("N");
        try
        {
            if (weaken)
            {
                var image = File.ReadAllBytes(source);
                var count = Weaken(image, MissingVersion);
                Log.LogMessage(MessageImportance.High, count > 0
                    ? "{0}: this system's libstdc++ has no {1}; the need for it is marked weak in our copy."
                    : "{0}: this system's libstdc++ has no {1}, and no need for it was found.", Path.GetFileName(source), MissingVersion);
                File.WriteAllBytes(beside, image);
            }
            else
            {
                File.Copy(source, beside);
            }
            File.SetLastWriteTimeUtc(beside, time);
            if (File.Exists(target))
            {
                File.Delete(target);
            }
            File.Move(beside, target);
        }
        catch (IOException) when (File.Exists(target) && new FileInfo(target).Length == new FileInfo(source).Length)
        {
            // Another build was faster.
        }
        finally
        {
            File.Delete(beside);
        }
    }

    // Whether the C++ library of this machine lacks a version. Its names stand in the file as text, each ended by a zero.
    private bool Lacks(string version)
    {
        var path = string.IsNullOrEmpty(LibStdCxx) ? Loaded() : LibStdCxx;
        if (path == null || !File.Exists(path))
        {
            return false;
        }
        var text = Encoding.GetEncoding(28591).GetString(File.ReadAllBytes(path));
        return !text.Contains("\0" + version + "\0");
    }

    // .NET itself runs on it, so that the loader's choice is in the list of what is mapped.
    private static string Loaded()
    {
        const string maps = "/proc/self/maps";
        var line = File.Exists(maps) ? File.ReadLines(maps).FirstOrDefault(l => l.Contains("/libstdc++.so.6")) : null;
        return line?.Substring(line.IndexOf('/'));
    }

    /// <summary>
    /// Marks the needs for one version as weak (ELF-64, little end first; tables by Linux Standard Base, chapter "Symbol Versioning").
    /// </summary>
    private static int Weaken(byte[] image, string version)
    {
        const uint needsSection = 0x6ffffffe;
        const ushort weak = 2;
        var count = 0;
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
}
