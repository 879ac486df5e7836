using System.Diagnostics;
using System.Globalization;
using Infra.Configuration;

namespace Infra.Comparing.Baselines;

/// <summary>A commit's files beside the checkout's own, for as long as a plan is made of them.</summary>
internal sealed class Worktree
{
    private readonly Project _project;
    private readonly string _folder;

    private Worktree(Project project, string folder) => (_project, _folder) = (project, folder);

    /// <summary>Checks a commit out below <c>.build</c>, and removes what runs that were killed left there.</summary>
    /// <exception cref="ConfigurationException">git can't.</exception>
    public static async Task<Worktree> CreateAsync(Project project, string commit, CancellationToken cancellation)
    {
        var all = Directory.CreateDirectory(Path.Combine(project.BuildFolder, "against")).FullName;
        foreach (var stale in Directory.EnumerateDirectories(all).Where(IsStale))
            await new Worktree(project, stale).RemoveAsync().ConfigureAwait(false);
        var worktree = new Worktree(project, Path.Combine(all, string.Create(
            CultureInfo.InvariantCulture, $"{commit[..10]}-{Environment.ProcessId}")));
        try
        {
            var run = await Git.RunAsync(
                project.Root, cancellation, "worktree", "add", "--detach", "--force", worktree._folder, commit).ConfigureAwait(false);
            return run.Succeeded
                ? worktree
                : throw new ConfigurationException($"git can't check {commit[..10]} out: {LastLine(run.Errors)}");
        }
        catch
        {
            await worktree.RemoveAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Lets the commit's own <c>build.sh</c> plan a stack, and shows what it says meanwhile.</summary>
    /// <returns>The folder for the plan's files, and what was said last.</returns>
    public async Task<(string Folder, string LastWords)> PlanAsync(string stack, CancellationToken cancellation)
    {
        var prefix = (await Git.RunAsync(_project.Root, cancellation, "rev-parse", "--show-prefix").ConfigureAwait(false)).Output.Trim();
        var root = Path.Combine(_folder, prefix);
        var plan = Path.Combine(root, ".build", "plan");
        var start = new ProcessStartInfo("bash", [Path.Combine(root, "build.sh"), "plan", stack, "--out", plan])
        {
            WorkingDirectory = root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        var lastWords = "its build.sh says nothing";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) =>
        {
            if (string.IsNullOrWhiteSpace(line.Data)) return;
            lastWords = line.Data.Trim();
            Console.Error.WriteLine($"  {line.Data}");
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        return (plan, lastWords);
    }

    /// <summary>Removes it, whatever is in it.</summary>
    public async Task RemoveAsync()
    {
        await Git.RunAsync(
            _project.Root, CancellationToken.None, "worktree", "remove", "--force", "--force", _folder).ConfigureAwait(false);
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
        await Git.RunAsync(_project.Root, CancellationToken.None, "worktree", "prune").ConfigureAwait(false);
    }

    // Its name ends with the process that made it.
    private static bool IsStale(string folder)
    {
        var name = Path.GetFileName(folder);
        if (!int.TryParse(name[(name.LastIndexOf('-') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return false;
        try
        {
            using var process = Process.GetProcessById(id);
            return process.HasExited;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    private static string LastLine(string text) => text.TrimEnd().Split('\n')[^1];
}
