using System.Diagnostics;
using Infra.Tests.EndToEnd.Programs;
using Infra.Tests.EndToEnd.Suite;

namespace Infra.Tests.EndToEnd.Deployments;

/// <summary>
/// A copy of the checkout, built once with Pulumi's packages, in which scenarios run <c>build.sh</c> as people do. Each scenario sees it
/// through a layer of its own: the stack files, the state and what is built anew are its alone.
/// </summary>
internal static class Checkout
{
    private const string Copy = """
        set -o pipefail
        git ls-files -z --cached --others --exclude-standard | tar --null -T - --ignore-failed-read -c | tar -x -C "$1"
        """;

    private static readonly TimeSpan BuildLimit = TimeSpan.FromMinutes(15);

    /// <summary>Where the copy of a checkout lies.</summary>
    public static string CopyOf(string root) => Path.Combine(root, ".build", "end-to-end", "checkout");

    /// <summary>Brings the copy up to date, and builds it where packages can still be had.</summary>
    /// <exception cref="StoryFailedException">It can't be built.</exception>
    public static async Task PrepareAsync(string root, ProgramsFolder programs)
    {
        var copy = CopyOf(root);
        Directory.CreateDirectory(copy);
        // Files that git knows and those that are new; times stay, so that only what differs is built.
        await MustAsync("bash", root, [], "-c", Copy, "copy", copy);
        await MustAsync("bash", copy, Environment(programs), "-c", "./build.sh plan dev");
    }

    /// <summary>Lays the scenario's layer over the copy. Only this process and those that it starts see it.</summary>
    public static void Cover(string copy, string folder)
    {
        foreach (var part in new[] { "checkout", "work" })
            Directory.CreateDirectory(Path.Combine(folder, part));
        LocalProgram.Must("mount", "-t", "overlay", "checkout",
            "-o", $"lowerdir={copy},upperdir={folder}/checkout,workdir={folder}/work", copy);
    }

    /// <summary>Variables with which the packages are found that a machine's sources lack.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Environment(ProgramsFolder programs)
    {
        yield return KeyValuePair.Create("PULUMI_SOURCE", "packages");
        if (!Directory.Exists(programs.Packages))
            yield break;
        yield return KeyValuePair.Create("RestoreAdditionalProjectSources", programs.Packages);
        // Packages of a folder aren't to be taken for those of the same version from elsewhere.
        yield return KeyValuePair.Create("NUGET_PACKAGES", Path.Combine(programs.Path, "nuget-cache"));
    }

    private static async Task MustAsync(
        string program, string folder, IEnumerable<KeyValuePair<string, string>> variables, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var timer = new CancellationTokenSource(BuildLimit);
        await process.WaitForExitAsync(timer.Token);
        var text = await output + await error;
        if (process.ExitCode != 0)
            throw new StoryFailedException($"'{program} {string.Join(' ', arguments)}' in {folder} ended with {process.ExitCode}:\n{text}");
    }
}
