using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

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
    public string? Get(string key) => Deployment.Required.Configuration.GetValueOrDefault(FullKey(key));

    /// <summary>A boolean, or null when it isn't set.</summary>
    /// <param name="key">The key, without its namespace.</param>
    /// <exception cref="RunException">It is neither true nor false.</exception>
    public bool? GetBoolean(string key) => Get(key) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        var text => throw Invalid<bool>(key, text),
    };

    /// <summary>An integer, or null when it isn't set.</summary>
    /// <param name="key">The key, without its namespace.</param>
    /// <exception cref="RunException">It is no integer.</exception>
    public int? GetInt32(string key) => Get(key) is not { } text ? null
        : int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number
        : throw Invalid<int>(key, text);

    /// <summary>A number, or null when it isn't set.</summary>
    /// <param name="key">The key, without its namespace.</param>
    /// <exception cref="RunException">It is no number.</exception>
    public double? GetDouble(string key) => Get(key) is not { } text ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : throw Invalid<double>(key, text);

    /// <summary>An object, or the type's default when it isn't set.</summary>
    /// <typeparam name="T">The type that the JSON is read as.</typeparam>
    /// <param name="key">The key, without its namespace.</param>
    /// <exception cref="RunException">It isn't such an object.</exception>
    [return: MaybeNull]
    public T GetObject<T>(string key) => ReadObject<T>(key, options: null);

    /// <inheritdoc cref="GetObject{T}(string)"/>
    /// <param name="key">The key, without its namespace.</param>
    /// <param name="options">How the JSON is read.</param>
    [return: MaybeNull]
    public T GetObject<T>(string key, JsonSerializerOptions options) => ReadObject<T>(key, options);

    /// <summary>A secret text, or null when it isn't set.</summary>
    /// <param name="key">The key, without its namespace.</param>
    public Output<string>? GetSecret(string key) => Get(key) is { } value ? Output.CreateSecret(value) : null;

    /// <summary>A secret boolean, or null when it isn't set.</summary>
    /// <param name="key">The key, without its namespace.</param>
    public Output<bool>? GetSecretBoolean(string key) => GetBoolean(key) is { } value ? Output.CreateSecret(value) : null;

    /// <summary>A secret integer, or null when it isn't set.</summary>
    /// <param name="key">The key, without its namespace.</param>
    public Output<int>? GetSecretInt32(string key) => GetInt32(key) is { } value ? Output.CreateSecret(value) : null;

    /// <summary>A secret number, or null when it isn't set.</summary>
    /// <param name="key">The key, without its namespace.</param>
    public Output<double>? GetSecretDouble(string key) => GetDouble(key) is { } value ? Output.CreateSecret(value) : null;

    /// <summary>A secret object, or null when it isn't set.</summary>
    /// <typeparam name="T">The type that the JSON is read as.</typeparam>
    /// <param name="key">The key, without its namespace.</param>
    public Output<T>? GetSecretObject<T>(string key) => Get(key) is null ? null : RequireSecretObject<T>(key);

    /// <inheritdoc cref="GetSecretObject{T}(string)"/>
    /// <param name="key">The key, without its namespace.</param>
    /// <param name="options">How the JSON is read.</param>
    public Output<T>? GetSecretObject<T>(string key, JsonSerializerOptions options)
        => Get(key) is null ? null : RequireSecretObject<T>(key, options);

    /// <summary>A text that must be set.</summary>
    /// <param name="key">The key, without its namespace.</param>
    /// <exception cref="RunException">It isn't set.</exception>
    public string Require(string key) => Get(key) ?? throw Missing(key);

    /// <summary>A boolean that must be set.</summary>
    /// <param name="key">The key, without its namespace.</param>
    /// <exception cref="RunException">It isn't set, or no boolean.</exception>
    public bool RequireBoolean(string key) => GetBoolean(key) ?? throw Missing(key);

    /// <summary>An integer that must be set.</summary>
    /// <param name="key">The key, without its namespace.</param>
    /// <exception cref="RunException">It isn't set, or no integer.</exception>
    public int RequireInt32(string key) => GetInt32(key) ?? throw Missing(key);

    /// <summary>A number that must be set.</summary>
    /// <param name="key">The key, without its namespace.</param>
    /// <exception cref="RunException">It isn't set, or no number.</exception>
    public double RequireDouble(string key) => GetDouble(key) ?? throw Missing(key);

    /// <summary>An object that must be set.</summary>
    /// <typeparam name="T">The type that the JSON is read as.</typeparam>
    /// <param name="key">The key, without its namespace.</param>
    /// <exception cref="RunException">It isn't set, or no such object.</exception>
    public T RequireObject<T>(string key) => Get(key) is null ? throw Missing(key) : ReadObject<T>(key, options: null)!;

    /// <inheritdoc cref="RequireObject{T}(string)"/>
    /// <param name="key">The key, without its namespace.</param>
    /// <param name="options">How the JSON is read.</param>
    public T RequireObject<T>(string key, JsonSerializerOptions options)
        => Get(key) is null ? throw Missing(key) : ReadObject<T>(key, options)!;

    /// <summary>A secret text that must be set.</summary>
    /// <param name="key">The key, without its namespace.</param>
    /// <exception cref="RunException">It isn't set.</exception>
    public Output<string> RequireSecret(string key) => Output.CreateSecret(Require(key));

    /// <summary>A secret boolean that must be set.</summary>
    /// <param name="key">The key, without its namespace.</param>
    /// <exception cref="RunException">It isn't set, or no boolean.</exception>
    public Output<bool> RequireSecretBoolean(string key) => Output.CreateSecret(RequireBoolean(key));

    /// <summary>A secret integer that must be set.</summary>
    /// <param name="key">The key, without its namespace.</param>
    /// <exception cref="RunException">It isn't set, or no integer.</exception>
    public Output<int> RequireSecretInt32(string key) => Output.CreateSecret(RequireInt32(key));

    /// <summary>A secret number that must be set.</summary>
    /// <param name="key">The key, without its namespace.</param>
    /// <exception cref="RunException">It isn't set, or no number.</exception>
    public Output<double> RequireSecretDouble(string key) => Output.CreateSecret(RequireDouble(key));

    /// <summary>A secret object that must be set.</summary>
    /// <typeparam name="T">The type that the JSON is read as.</typeparam>
    /// <param name="key">The key, without its namespace.</param>
    /// <exception cref="RunException">It isn't set, or no such object.</exception>
    public Output<T> RequireSecretObject<T>(string key) => Output.CreateSecret(RequireObject<T>(key));

    /// <inheritdoc cref="RequireSecretObject{T}(string)"/>
    /// <param name="key">The key, without its namespace.</param>
    /// <param name="options">How the JSON is read.</param>
    public Output<T> RequireSecretObject<T>(string key, JsonSerializerOptions options)
        => Output.CreateSecret(RequireObject<T>(key, options));

    private T? ReadObject<T>(string key, JsonSerializerOptions? options)
    {
        if (Get(key) is not { } text) return default;
        try
        {
            return JsonSerializer.Deserialize<T>(text, options);
        }
        catch (JsonException exception)
        {
            throw Invalid<T>(key, text, exception);
        }
    }

    private string FullKey(string key) => $"{_name}:{key}";

    private RunException Missing(string key) => new(
        $"Missing Required configuration variable '{FullKey(key)}'\n"
        + $"\tplease set a value using the command `pulumi config set {FullKey(key)} <value>`");

    private RunException Invalid<T>(string key, string value, Exception? cause = null)
        => new($"Configuration '{FullKey(key)}' value '{value}' is not a valid {typeof(T).Name}", cause);
}
