using System.Collections.Immutable;

namespace Infra.Offline.Generator.Schema;

/// <summary>One provider's schema, as far as C# classes need it.</summary>
/// <param name="File">The schema's file name, for messages and for the head of each generated file.</param>
/// <param name="Name">The package's name in tokens.</param>
/// <param name="NamespaceName">The provider's name in C#, for example "HCloud".</param>
/// <param name="ModuleFormat">The regular expression whose first group is the module in the middle of a token.</param>
/// <param name="Resources">Resources by token; the provider itself under "pulumi:providers:NAME".</param>
/// <param name="Types">Object and enum types by token.</param>
internal sealed record PackageSchema(
    string File,
    string Name,
    string NamespaceName,
    string ModuleFormat,
    ImmutableSortedDictionary<string, ResourceSchema> Resources,
    ImmutableSortedDictionary<string, DefinitionSchema> Types);

/// <summary>A resource: what it gives and what it takes.</summary>
/// <param name="IsProvider">Whether it is the package's provider.</param>
/// <param name="Outputs">What it gives.</param>
/// <param name="Inputs">What it takes.</param>
/// <param name="Aliases">The tokens under which a state may know it, too: an older API version's, for example.</param>
internal sealed record ResourceSchema(
    bool IsProvider,
    ImmutableArray<PropertySchema> Outputs,
    ImmutableArray<PropertySchema> Inputs,
    ImmutableArray<string> Aliases);

/// <summary>A type that resources refer to.</summary>
internal abstract record DefinitionSchema
{
    /// <param name="Properties">Properties that both forms have.</param>
    /// <param name="OutputOnly">Properties that only the output form has.</param>
    public sealed record Object(ImmutableArray<PropertySchema> Properties, ImmutableArray<PropertySchema> OutputOnly) : DefinitionSchema;

    public sealed record Enum(ImmutableArray<EnumValue> Values) : DefinitionSchema;
}

/// <summary>A named string of an enum.</summary>
internal sealed record EnumValue(string Name, string Value);

/// <summary>A property of a resource or object type.</summary>
/// <param name="Name">The name on the wire.</param>
/// <param name="CSharpName">The name in C# where it isn't the wire name with a capital.</param>
/// <param name="Type">What its value is.</param>
/// <param name="Required">Whether an input must be set, or an output always is.</param>
/// <param name="Secret">Whether the value must not be shown.</param>
/// <param name="ReplaceOnChanges">Whether another value makes the engine replace the resource.</param>
/// <param name="JsonEncoded">Whether the value travels as a string of JSON.</param>
/// <param name="Constant">The only value an input may have, as a C# literal.</param>
/// <param name="Default">The value of an input that isn't set, as a C# literal.</param>
/// <param name="Environment">Environment variables that an unset input is read from; the first that is set counts.</param>
internal sealed record PropertySchema(
    string Name,
    string? CSharpName,
    TypeSchema Type,
    bool Required,
    bool Secret,
    bool ReplaceOnChanges,
    bool JsonEncoded,
    string? Constant,
    string? Default,
    ImmutableArray<string> Environment);
