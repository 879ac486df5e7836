using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Configuration;

namespace Infra.Deploying;

/// <summary>Where Pulumi keeps a stack's state.</summary>
/// <param name="Url">Its URL, as <c>pulumi login</c> takes it.</param>
/// <param name="IsLocal">Whether nobody named a place, so that it is a folder of the checkout.</param>
public sealed record StateBackend(string Url, bool IsLocal = false)
{
    private const string FilePrefix = "file://";
    private const string PulumiCloud = "https://api.pulumi.com";

    /// <summary>Whether it is Pulumi Cloud, or a server like it, which encrypts secrets by itself.</summary>
    public bool EncryptsSecrets => Url.StartsWith("https://", StringComparison.Ordinal);

    /// <summary>The folder of the state, where it is one. A relative one is meant from the checkout.</summary>
    public string? Folder => Url.StartsWith(FilePrefix, StringComparison.Ordinal) ? Url[FilePrefix.Length..] : null;

    /// <summary>Finds it in the order in which the CLI itself decides; where the CLI would ask, it is a folder of the checkout.</summary>
    /// <param name="project">The checkout's project.</param>
    /// <param name="environment">Reads a variable of the environment.</param>
    public static StateBackend Find(Project project, Func<string, string?> environment)
    {
        if (environment("PULUMI_BACKEND_URL") is { Length: > 0 } chosen) return new(chosen);
        if ((project.Backend ?? CurrentLogin(environment)) is { } url) return new(url);
        return environment("PULUMI_ACCESS_TOKEN") is { Length: > 0 }
            ? new(PulumiCloud)
            : new($"{FilePrefix}{project.BuildFolder.Replace('\\', '/')}/state", IsLocal: true);
    }

    /// <summary>The same place, whatever the folder that the CLI runs in.</summary>
    /// <param name="project">The checkout's project.</param>
    public StateBackend From(Project project) => Folder is { } folder ? this with { Url = FilePrefix + project.At(folder) } : this;

    // What `pulumi login` stored. The CLI itself complains about a file that it can't read.
    private static string? CurrentLogin(Func<string, string?> environment)
    {
        var folder = Given("PULUMI_CREDENTIALS_PATH") ?? Given("PULUMI_HOME")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".pulumi");
        try
        {
            var login = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "credentials.json")));
            return (login as JsonObject)?["current"]?.GetValue<string>() is { Length: > 0 } url ? url : null;
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return null;
        }

        string? Given(string name) => environment(name) is { Length: > 0 } value ? value : null;
    }
}
