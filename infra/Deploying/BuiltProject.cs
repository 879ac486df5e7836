using System.Text.Json.Nodes;
using Infra.Configuration;
using Infra.Rendering;

namespace Infra.Deploying;

/// <summary>
/// The project that the CLI runs: the checkout's, but with this program as it was built in place of its sources. Those Pulumi would
/// build twice more, for the preview and for the update, and print both builds between the resources.
/// </summary>
internal static class BuiltProject
{
    /// <summary>Writes it to <c>.build/project</c>.</summary>
    /// <param name="project">The checkout's project.</param>
    /// <returns>The folder for the CLI to run in.</returns>
    public static string Write(Project project)
    {
        var folder = Directory.CreateDirectory(Path.Combine(project.BuildFolder, "project")).FullName;
        File.WriteAllText(Path.Combine(folder, Project.FileName), $"# Written by build.sh from the checkout's.\n{Text(project, folder)}");
        return folder;
    }

    private static string Text(Project project, string folder)
    {
        var main = project.At(project.Main);
        var text = project.Content();
        text["runtime"] = new JsonObject
        {
            ["name"] = "dotnet",
            ["options"] = new JsonObject { ["binary"] = Relative(main, typeof(BuiltProject).Assembly.Location) },
        };
        text["main"] = Relative(folder, main);
        text["stackConfigDir"] = Relative(folder, project.StackFolder);
        return YamlText.Of(text);
    }

    private static string Relative(string from, string to) => Path.GetRelativePath(from, to).Replace('\\', '/');
}
