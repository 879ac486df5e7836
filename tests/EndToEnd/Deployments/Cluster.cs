using System.Text.Json.Nodes;
using Infra.Tests.EndToEnd.Suite;
using Infra.Tests.EndToEnd.Worlds;

namespace Infra.Tests.EndToEnd.Deployments;

/// <summary>A cluster, as somebody with a kubeconfig reaches it.</summary>
/// <param name="world">Where the caller is.</param>
/// <param name="kubeconfig">The kubeconfig's file.</param>
internal sealed class Cluster(World world, string kubeconfig)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>The kubeconfig's file.</summary>
    public string Kubeconfig { get; } = kubeconfig;

    /// <summary>Stores a kubeconfig, and gives back the cluster that it leads to.</summary>
    public static Cluster Of(World world, string name, string text)
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(world.Folder, "home")).FullName, name + ".kubeconfig");
        if (File.Exists(file))
            File.Delete(file);
        using (var writer = new StreamWriter(file, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
            writer.Write(text);
        return new Cluster(world, file);
    }

    /// <summary>Runs <c>kubectl</c>, as K3s brings it.</summary>
    public Task<ProgramResult> KubectlAsync(string input, params string[] arguments) => LocalProgram.RunAsync(
        "env",
        [
            $"K3S_DATA_DIR={Path.Combine(world.Folder, "home", "k3s")}", $"HOME={Path.Combine(world.Folder, "home")}",
            world.Programs.K3sBinary(world.Programs.Versions.K3s), "kubectl", "--kubeconfig", Kubeconfig, .. arguments,
        ],
        input, Limit);

    /// <summary>Runs <c>kubectl</c>, which must succeed.</summary>
    public async Task<string> MustAsync(params string[] arguments) => await MustWithInputAsync("", arguments);

    /// <summary>Runs <c>kubectl</c> with an input, which must succeed.</summary>
    public async Task<string> MustWithInputAsync(string input, params string[] arguments)
    {
        var result = await KubectlAsync(input, arguments);
        return result.ExitCode == 0
            ? result.Output
            : throw new StoryFailedException($"'kubectl {string.Join(' ', arguments)}' ended with {result.ExitCode}: {result.Text}");
    }

    /// <summary>Objects as JSON.</summary>
    public async Task<JsonArray> GetAsync(params string[] arguments) =>
        JsonNode.Parse(await MustAsync(["get", .. arguments, "-o", "json"]))!["items"]!.AsArray();
}
