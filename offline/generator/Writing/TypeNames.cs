using System.Collections.Frozen;
using Infra.Offline.Generator.Schema;

namespace Infra.Offline.Generator.Writing;

/// <summary>Spells schema types in C#, as inputs and as outputs.</summary>
/// <param name="package">The package whose types are spelt.</param>
/// <param name="naming">How the package spells names.</param>
/// <param name="inUse">The tokens of the types that there are classes of.</param>
internal sealed class TypeNames(PackageSchema package, Naming naming, FrozenSet<string> inUse)
{
    /// <summary>Whether there is a C# type for it: always for plain values, for others when all that they consist of is in use.</summary>
    public bool IsInUse(TypeSchema type) => type switch
    {
        TypeSchema.List list => IsInUse(list.Element),
        TypeSchema.Map map => IsInUse(map.Element),
        TypeSchema.Either either => IsInUse(either.First) && IsInUse(either.Second),
        TypeSchema.Reference reference => inUse.Contains(reference.Token),
        TypeSchema.Missing => false,
        _ => true,
    };

    /// <summary>The Kubernetes package has argument classes that can be derived from.</summary>
    public string InputClassModifier(bool ofProvider) => naming.IsKubernetes && !ofProvider ? "" : "sealed ";

    /// <summary>The type of an input property: what a program assigns.</summary>
    public string Input(TypeSchema type) => type switch
    {
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
        TypeSchema.List list => $"ImmutableArray<{Plain(list.Element, output)}>",
        TypeSchema.Map map => $"ImmutableDictionary<string, {Plain(map.Element, output)}>",
        TypeSchema.Either either => $"Union<{Plain(either.First, output)}, {Plain(either.Second, output)}>",
        TypeSchema.Reference reference => Reference(reference.Token, output),
        _ => throw new GeneratorException($"The stand-ins have no class for {type}."),
    };

    private string Reference(string token, bool output)
    {
        if (!inUse.Contains(token)) throw new GeneratorException($"The type {token} is read but not listed among what is in use.");
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
