namespace SeRes2Net.Dsl

open System
open System.IO
open System.Runtime.InteropServices
open System.Text
open System.Text.RegularExpressions

/// <summary>What is found where a file or folder of the catalogue belongs.</summary>
[<RequireQualifiedAccess>]
type internal Standing =
    | Nothing
    | File
    | Folder
    /// A link, whatever it leads to, a pipe, a device.
    | Other

/// <summary>Files and folders on the disk.</summary>
module internal Disk =
    /// <summary>A path below <c>specs/</c> on the disk.</summary>
    let at (specs: string) (file: string) = Path.Combine(specs, file)

    // .NET does not tell a pipe from a file, and opening one waits for ever. The structure is the same on every processor.
    [<DllImport("libc", EntryPoint = "statx")>]
    extern int private statx(int folder, [<MarshalAs(UnmanagedType.LPUTF8Str)>] string path, int flags, uint32 mask, byte[] status)

    let private isRegular (path: string) =
        let currentFolder, noFollow, onlyType, modeOffset = -100, 0x100, 1u, 28

        if not (OperatingSystem.IsLinux()) then
            true
        else
            try
                let status = Array.zeroCreate 256

                statx (currentFolder, path, noFollow, onlyType, status) <> 0
                || BitConverter.ToUInt16(status, modeOffset) &&& 0xF000us = 0x8000us
            with :? EntryPointNotFoundException ->
                true // a C library older than the call

    /// <summary>What is found at a path; links are not followed.</summary>
    let standing (path: string) =
        try
            let attributes = File.GetAttributes path

            if attributes.HasFlag FileAttributes.ReparsePoint then Standing.Other
            elif attributes.HasFlag FileAttributes.Directory then Standing.Folder
            elif isRegular path then Standing.File
            else Standing.Other
        with
        | :? FileNotFoundException
        | :? DirectoryNotFoundException -> Standing.Nothing

    /// <summary>Whether a path is a readable file or a link to one.</summary>
    let isReadable (path: string) =
        match standing path with
        | Standing.File -> true
        | Standing.Other ->
            match File.ResolveLinkTarget(path, true) with
            | null -> false
            | target -> standing target.FullName = Standing.File
        | _ -> false

    let private own =
        EnumerationOptions(RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false)

    /// <summary>All files below a folder, hidden ones too; links are left out. They may be pipes.</summary>
    let files (folder: string) =
        if standing folder = Standing.Folder then
            List.ofArray (Directory.GetFiles(folder, "*", own))
        else
            []

    let private besideName = Regex(@"\A\..+\.yaml\.[0-9]+\.catalogue-new\z")

    /// <summary>Whether a file was left behind by a killed run.</summary>
    let isLeftover (path: string) = besideName.IsMatch(Path.GetFileName path |> nonNull) && standing path = Standing.File

    /// <summary>Beside, flushed, renamed: a half-written file never replaces a whole one.</summary>
    let replace (path: string) (text: string) =
        let folder = Path.GetDirectoryName path |> nonNull
        Directory.CreateDirectory folder |> ignore
        let beside = Path.Combine(folder, $".{Path.GetFileName path}.{Environment.ProcessId}.catalogue-new")
        // CreateNew: another process's file is an error here and is never deleted below.
        let stream = new FileStream(beside, FileMode.CreateNew, FileAccess.Write)

        try
            (use stream = stream
             stream.Write(UTF8Encoding(false).GetBytes text)
             stream.Flush true)

            File.Move(beside, path, true)
        finally
            File.Delete beside

    /// <summary>Removes a folder if nothing is in it.</summary>
    let removeEmpty (folder: string) =
        if standing folder = Standing.Folder && Seq.isEmpty (Directory.EnumerateFileSystemEntries folder) then
            Directory.Delete folder
