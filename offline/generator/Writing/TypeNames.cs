using Infra.Offline.Generator.Schema;

namespace Infra.Offline.Generator.Writing;

/// <summary>Spells schema types in C#, as inputs and as outputs.</summary>
internal sealed class TypeNames(PackageSchema package, Naming naming)
{
    /// <summary>The type of an input property: what a program assigns.</summary>
    public string Input(TypeSchema type) => type switch
    {
        TypeSchema.Json => "InputJson",
        TypeSchema.List list => $"InputList<{InputElement(list.Element)}>",
        TypeSchema.Map map => $"InputMap<{InputElement(map.Element)}>",
        TypeSchema.Either either => $"InputUnion<{InputElement(either.First)}, {InputElement(either.Second)}>",
        _ => $"Input<{InputElement(type)}>",
    };

    /// <summary>The type of an output: absent values are nullable, except lists, which are default then.</summary>
    public string Output(PropertySchema property) =>
        Plain(property.Type, output: true) + (property.Required || naming.IsKubernetes || property.Type is TypeSchema.List ? "" : "?");

    private string InputElement(TypeSchema type) => Plain(type, output: false);

    private string Plain(TypeSchema type, bool output) => type switch
    {
        TypeSchema.Plain plain => plain.CSharp,
        TypeSchema.Json => "global::System.Text.Json.JsonElement",
        TypeSchema.List list => $"ImmutableArray<{Plain(list.Element, output)}>",
        TypeSchema.Map map => $"ImmutableDictionary<string, {Plain(map.Element, output)}>",
        TypeSchema.Either either => $"Union<{Plain(either.First, output)}, {Plain(either.Second, output)}>",
        TypeSchema.Reference reference => Reference(reference.Token, output),
        _ => throw new InvalidOperationException($"{type} has no C# spelling."),
    };

    private string Reference(string token, bool output)
    {
        var name = Naming.ClassName(token);
        return package.Types.GetValueOrDefault(token) switch
        {
            DefinitionSchema.Enum => $"global::{naming.EnumNamespace(token)}.{name}",
            DefinitionSchema.Object when output => $"global::{naming.OutputNamespace(token)}.{name}",
            DefinitionSchema.Object => $"global::{naming.InputNamespace(token)}.{name}Args",
            _ => throw new GeneratorException($"{package.File} refers to the type {token} but does not define it."),
        };
    }
}
