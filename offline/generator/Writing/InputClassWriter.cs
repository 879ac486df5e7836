using System.Collections.Immutable;
using Infra.Offline.Generator.Schema;

namespace Infra.Offline.Generator.Writing;

/// <summary>Writes classes of inputs: the arguments of resources and the objects in them.</summary>
internal sealed class InputClassWriter(TypeNames types)
{
    private const string SingleInput = "Input<";

    public void Write(SourceWriter writer, string name, ImmutableArray<PropertySchema> inputs, bool ofProvider, bool isResource) =>
        writer.Block($"public {types.InputClassModifier(ofProvider)}class {name} : global::Pulumi.ResourceArgs", () =>
        {
            foreach (var input in inputs.Where(input => types.IsInUse(input.Type)))
            {
                var isSet = isResource && input.Constant is not null;
                writer.Line(isSet ? Constant(input) : $"[{Attribute(input, ofProvider)}] public {Property(input)}");
            }
        });

    /// <summary>An input of a resource that the real packages set themselves, whatever the program set.</summary>
    private static string Constant(PropertySchema input) =>
        $"[Input({Naming.Quote(input.Name)})] private Input<string> {Naming.Member(input)} => {input.Constant};";

    /// <summary>A provider's settings other than strings always travel as JSON; of others the schema says so.</summary>
    private static string Attribute(PropertySchema input, bool ofProvider)
    {
        var json = input.JsonEncoded || (ofProvider && input.Type is not TypeSchema.Plain { CSharp: "string" });
        return $"{(HasBody(input) ? "field: " : "")}Input({Naming.Quote(input.Name)}"
            + $"{(input.Required ? ", required: true" : "")}{(json ? ", json: true" : "")})";
    }

    private static bool HasBody(PropertySchema input) => input.Secret || input.Type is TypeSchema.List or TypeSchema.Map;

    private string Property(PropertySchema input)
    {
        var (type, member) = (types.Input(input.Type), Naming.Member(input));
        var isCollection = input.Type is TypeSchema.List or TypeSchema.Map;
        var set = input.Secret ? $"set => field = {Secret(type)};" : "set;";
        if (isCollection) return $"{type} {member} {{ get => field ??= new(); {set} }}";
        var initial = input.Required ? " = null!;" : Default(input) is { } value ? $" = {value};" : "";
        return $"{type}{(input.Required ? "" : "?")} {member} {{ get; {set} }}{initial}";
    }

    /// <summary>Whatever is assigned to a secret input becomes a secret; of null the real packages make one, too.</summary>
    private static string Secret(string type) => type.StartsWith(SingleInput, StringComparison.Ordinal)
        ? $"({type})Output.CreateSecret(value is null ? Output.Create(default({type[SingleInput.Length..^1]})!) : value.ToOutput())"
        : $"value is null ? null! : ({type})Output.CreateSecret(value.ToOutput())";

    private static string? Default(PropertySchema input)
    {
        if (input.Environment.IsEmpty) return input.Default;
        var read = input.Type is TypeSchema.Plain plain
            ? plain.CSharp switch
            {
                "string" => "Text",
                "bool" => "Boolean",
                "int" => "Int32",
                "double" => "Double",
                _ => null,
            }
            : null;
        if (read is null) throw new GeneratorException($"The property {input.Name} has an environment default but is no plain value.");

        var call = $"EnvironmentDefault.{read}({string.Join(", ", input.Environment.Select(Naming.Quote))})";
        if (input.Default is not null) return $"{call} ?? {input.Default}";
        return read == "Text" ? $"{call}!" : call; // An input may hold null; only its conversion from string doesn't say so.
    }
}
