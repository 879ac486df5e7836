using Infra.Tests.EndToEnd.Programs;

namespace Infra.Tests.EndToEnd.Deployments;

/// <summary>Pulumi's programs where an installation has them.</summary>
internal static class Plugins
{
    /// <summary>Links the CLI and its language host to a folder of programs, and the providers to where the engine installs them.</summary>
    /// <param name="programs">Where they are.</param>
    /// <param name="home">Pulumi's folder.</param>
    /// <returns>The folder of programs.</returns>
    public static string Link(ProgramsFolder programs, string home)
    {
        var path = Directory.CreateDirectory(Path.Combine(home, "bin")).FullName;
        foreach (var program in new[] { "pulumi", "pulumi-language-dotnet" })
            LinkTo(programs.At(program), Path.Combine(path, program));
        foreach (var (provider, version) in programs.Versions.Providers)
        {
            var name = $"pulumi-resource-{provider}";
            var folder = Directory.CreateDirectory(Path.Combine(home, "plugins", $"resource-{provider}-v{version}")).FullName;
            LinkTo(programs.At(name), Path.Combine(folder, name));
        }

        return path;
    }

    private static void LinkTo(string program, string link)
    {
        if (!File.Exists(link))
            File.CreateSymbolicLink(link, program);
    }
}
