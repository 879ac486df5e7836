using Infra.Configuration;
using Infra.Planning;
using Infra.Rendering;

namespace Infra.Comparing.Baselines;

/// <summary>The plan that another one is compared with.</summary>
/// <param name="Shown">What it is called for people: a folder, a file, a commit.</param>
/// <param name="Plan">The plan; null: the stack wasn't there.</param>
internal sealed record Baseline(string Shown, Plan? Plan)
{
    /// <summary>Finds a plan, or makes it.</summary>
    /// <param name="project">The project.</param>
    /// <param name="stack">The stack.</param>
    /// <param name="against">A folder that a plan was written to, a <c>plan.json</c>, or a commit by any of its names.</param>
    /// <param name="cancellation">Ends the making of a plan.</param>
    /// <exception cref="ConfigurationException">It is none of these, or no plan of this stack that can be compared.</exception>
    public static async Task<Baseline> FindAsync(Project project, string stack, string against, CancellationToken cancellation)
    {
        var file = Directory.Exists(against) ? Path.Combine(against, PlanFiles.PlanJson) : against;
        if (File.Exists(file))
            return new Baseline(against, Require(project, stack, PlanReader.Read(file, $"--against '{against}'"), against));
        if (await GitCommit.FindAsync(project, against, cancellation).ConfigureAwait(false) is not { } commit)
        {
            throw new ConfigurationException(Directory.Exists(against)
                ? $"--against '{against}' holds no {PlanFiles.PlanJson}: give a folder that './build.sh plan {stack} --out DIR' wrote."
                : $"--against '{against}' is no folder, no file and no commit that git knows here; a pipeline may have to fetch it first.");
        }

        var plan = await commit.PlanAsync(project, stack, cancellation).ConfigureAwait(false);
        return new Baseline(commit.Shown, plan is null ? null : Require(project, stack, plan, commit.Shown));
    }

    private static Plan Require(Project project, string stack, Plan plan, string against)
    {
        if (plan.Project != project.Name)
            throw new ConfigurationException(
                $"--against '{against}' is a plan of the project '{plan.Project}', and this is '{project.Name}'.");
        if (plan.Stack != stack)
            throw new ConfigurationException($"--against '{against}' is a plan of the stack '{plan.Stack}', and not of '{stack}'.");
        return plan;
    }
}
