using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;
using Infra.Offline.Generator.Schema;

namespace Infra.Offline.Generator;

/// <summary>How the real packages spell what schemas name: namespaces, classes, members.</summary>
internal sealed class Naming(PackageSchema package)
{
    private static readonly FrozenSet<string> Keywords = FrozenSet.Create(
        StringComparer.Ordinal, "class", "continue", "default", "event", "fixed", "internal", "namespace", "object", "operator",
        "out", "override", "params", "private", "protected", "public", "ref", "string", "switch", "volatile");

    /// <summary>Kubernetes API groups of two words, which the real package writes with two capitals.</summary>
    private static readonly FrozenDictionary<string, string> CompoundGroups = new Dictionary<string, string>
    {
        ["admissionregistration"] = "AdmissionRegistration",
        ["apiextensions"] = "ApiExtensions",
        ["apiregistration"] = "ApiRegistration",
        ["flowcontrol"] = "FlowControl",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public string RootNamespace { get; } = $"Pulumi.{package.NamespaceName}";

    /// <summary>The Kubernetes package keeps its types, arguments included, below one namespace Types.</summary>
    public bool IsKubernetes { get; } = package.Name == "kubernetes";

    public string ResourceNamespace(string token) => Join(RootNamespace, IsProvider(token) ? "" : Module(token));

    public string ArgumentsNamespace(string token) =>
        IsKubernetes && !IsProvider(token) ? Join($"{RootNamespace}.Types.Inputs", Module(token)) : ResourceNamespace(token);

    public string InputNamespace(string token) => TypeNamespace(token, "Inputs");

    public string OutputNamespace(string token) => TypeNamespace(token, "Outputs");

    public string EnumNamespace(string token) => Join(RootNamespace, Module(token));

    public static bool IsProvider(string token) => token.StartsWith("pulumi:providers:", StringComparison.Ordinal);

    public static string ClassName(string token) => IsProvider(token) ? "Provider" : token[(token.LastIndexOf(':') + 1)..];

    public static string Member(PropertySchema property) => property.CSharpName ?? Capitalize(property.Name);

    public static string Parameter(PropertySchema property) =>
        Keywords.Contains(property.Name) ? $"@{property.Name}" : property.Name;

    public static string Capitalize(string name) => string.Concat(name[..1].ToUpperInvariant(), name.AsSpan(1));

    public static string Quote(string text) => JsonSerializer.Serialize(text);

    private string TypeNamespace(string token, string direction)
    {
        if (!IsKubernetes) return $"{EnumNamespace(token)}.{direction}";
        var module = Module(token);
        return Join($"{RootNamespace}.Types.{direction}", module.Length == 0 ? "Provider" : module);
    }

    private string Module(string token)
    {
        var match = Regex.Match(token.Split(':')[1], $"^{package.ModuleFormat}$", RegexOptions.CultureInvariant);
        var module = match.Success ? match.Groups[1].Value : token.Split(':')[1];
        return module is "index" or "" ? "" : string.Join('.', module.Split('/').Select(Segment));
    }

    private static string Segment(string segment)
    {
        var word = segment.Split('.')[0];
        return CompoundGroups.GetValueOrDefault(word) ?? Capitalize(word);
    }

    private static string Join(string parent, string child) => child.Length == 0 ? parent : $"{parent}.{child}";
}
