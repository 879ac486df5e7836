using Infra.Configuration;
using Infra.Planning;
using Infra.Rendering;

namespace Infra.Comparing.Baselines;

/// <summary>A commit of the checkout's repository.</summary>
/// <param name="Id">Its hash.</param>
/// <param name="Name">What the user called it.</param>
internal sealed record GitCommit(string Id, string Name)
{
    private const int ShortLength = 10;

    /// <summary>What messages call it.</summary>
    public string Shown => Id.StartsWith(Name, StringComparison.Ordinal) ? Id[..ShortLength] : $"{Name} ({Id[..ShortLength]})";

    /// <summary>Finds a commit by any name that git takes; null: there is none.</summary>
    public static async Task<GitCommit?> FindAsync(Project project, string name, CancellationToken cancellation)
    {
        var run = await Git.RunAsync(
            project.Root, cancellation, "rev-parse", "--verify", "--quiet", "--end-of-options", $"{name}^{{commit}}").ConfigureAwait(false);
        return run.Succeeded ? new GitCommit(run.Output.Trim(), name) : null;
    }

    /// <summary>
    /// The plan that the commit's own program makes of the stack's file there; null: there was no such file. It is built in a worktree,
    /// which is removed afterwards.
    /// </summary>
    /// <exception cref="ConfigurationException">The commit's program can't be built, or makes no plan.</exception>
    public async Task<Plan?> PlanAsync(Project project, string stack, CancellationToken cancellation)
    {
        if (!await HasStackAsync(project, stack, cancellation).ConfigureAwait(false))
            return null;
        var worktree = await Worktree.CreateAsync(project, Id, cancellation).ConfigureAwait(false);
        try
        {
            await Console.Error.WriteLineAsync($"Planning {stack} of {Shown}, with the program as it was then …").ConfigureAwait(false);
            var folder = await worktree.PlanAsync(stack, cancellation).ConfigureAwait(false);
            var file = Path.Combine(folder.Folder, PlanFiles.PlanJson);
            return File.Exists(file)
                ? PlanReader.Read(file, $"The plan of {Shown}")
                : throw new ConfigurationException($"{Shown} can't be planned: {folder.LastWords}");
        }
        finally
        {
            await worktree.RemoveAsync().ConfigureAwait(false);
        }
    }

    private async Task<bool> HasStackAsync(Project project, string stack, CancellationToken cancellation)
    {
        var prefix = (await Git.RunAsync(project.Root, cancellation, "rev-parse", "--show-prefix").ConfigureAwait(false)).Output.Trim();
        var file = Path.GetRelativePath(project.Root, project.StackFile(stack)).Replace('\\', '/');
        var run = await Git.RunAsync(project.Root, cancellation, "cat-file", "-e", $"{Id}:{prefix}{file}").ConfigureAwait(false);
        return run.Succeeded;
    }
}
