using Infra.Configuration;
using Infra.Stacks.Settings;

namespace Infra.Conformance;

/// <summary>
/// The stack that cases of guards are about. Its file lies beside the cases, which name its tenants, nodes and domains: the stacks of the
/// checkout are whoever's deploys them.
/// </summary>
public static class CaseStack
{
    /// <summary>Its name.</summary>
    public const string Name = "dev";

    private const string Folder = "tests/Guards";

    /// <summary>Its settings.</summary>
    /// <param name="project">The project.</param>
    /// <exception cref="ConfigurationException">The checkout doesn't have it, or it can't be used.</exception>
    public static PlatformSettings Read(Project project) => StackFile.Read(
        project with { StackFolder = Path.Combine(project.Root, Folder) }, Name).LoadSettings();
}
