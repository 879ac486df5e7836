using Infra.Tests.EndToEnd.Programs;

namespace Infra.Tests.EndToEnd.Deployments;

/// <summary>Pulumi's providers where its engine looks for those that it installed.</summary>
internal static class Plugins
{
    /// <summary>Links them.</summary>
    /// <param name="programs">Where they are.</param>
    /// <param name="home">Pulumi's folder.</param>
    public static void Link(ProgramsFolder programs, string home)
    {
        foreach (var (provider, version) in programs.Versions.Providers)
        {
            var name = $"pulumi-resource-{provider}";
            var folder = Directory.CreateDirectory(Path.Combine(home, "plugins", $"resource-{provider}-v{version}")).FullName;
            if (!File.Exists(Path.Combine(folder, name)))
                File.CreateSymbolicLink(Path.Combine(folder, name), programs.At(name));
        }
    }
}
