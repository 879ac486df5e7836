using System.Collections.Immutable;
using System.Diagnostics;

namespace Infra.Tests.Planning;

/// <summary>A folder with the project's own stack files, in which the program is run as a process.</summary>
internal sealed class Workplace : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("infra-plan-");

    public Workplace()
    {
        foreach (var file in new[] { "Pulumi.yaml", "Pulumi.dev.yaml", "Pulumi.prod.yaml" })
            File.Copy(Path.Combine(SharedFolder.Checkout, file), At(file));
    }

    public string At(params string[] path) => Path.Combine([_folder.FullName, .. path]);

    public void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(file))!);
        File.WriteAllText(At(file), text);
    }

    /// <summary>Replaces a text that stands in a stack file.</summary>
    public void Change(string file, string old, string with)
    {
        var text = File.ReadAllText(At(file));
        if (!text.Contains(old, StringComparison.Ordinal)) throw new ArgumentException($"{file} doesn't have '{old}'", nameof(old));
        File.WriteAllText(At(file), text.Replace(old, with, StringComparison.Ordinal));
    }

    /// <summary>All files below a folder: paths with <c>/</c>, and texts.</summary>
    public ImmutableSortedDictionary<string, string> Files(string below) => Directory
        .EnumerateFiles(At(below), "*", SearchOption.AllDirectories)
        .ToImmutableSortedDictionary(
            file => Path.GetRelativePath(At(below), file).Replace(Path.DirectorySeparatorChar, '/'),
            File.ReadAllText,
            StringComparer.Ordinal);

    public string[] Entries() => [.. _folder.EnumerateFileSystemInfos().Select(entry => entry.Name).Order(StringComparer.Ordinal)];

    public Task<(int Status, string Output, string Error)> RunAsync(
        string[] arguments, params (string Name, string Value)[] environment) => RunInAsync(_folder.FullName, arguments, environment);

    /// <summary>Runs it in another folder.</summary>
    public async Task<(int Status, string Output, string Error)> RunInAsync(
        string folder, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Infra.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
