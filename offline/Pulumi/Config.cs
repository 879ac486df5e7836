namespace Pulumi;

/// <summary>A namespace of the stack's configuration, from the environment variable <c>PULUMI_CONFIG</c>.</summary>
public sealed class Config
{
    private const string Suffix = ":config";
    private readonly string _name;

    /// <summary>Opens a namespace.</summary>
    /// <param name="name">The namespace; the project's name when null.</param>
    public Config(string? name = null)
    {
        name ??= Deployment.Required.ProjectName;
        _name = name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name;
    }

    /// <summary>A text, or null when it isn't set.</summary>
    /// <param name="key">The key, without its namespace.</param>
    public string? Get(string key) => Deployment.Required.Configuration.GetValueOrDefault($"{_name}:{key}");

    /// <summary>A secret text, or null when it isn't set.</summary>
    /// <param name="key">The key, without its namespace.</param>
    public Output<string>? GetSecret(string key) => Get(key) is { } value ? Output.CreateSecret(value) : null;
}
