using System.Collections.Immutable;
using Infra.Offline.Generator.Schema;

namespace Infra.Offline.Generator.Writing;

/// <summary>Writes classes of inputs: the arguments of resources and the objects in them.</summary>
internal sealed class ArgumentsWriter(PackageSchema package, Naming naming, TypeNames types)
{
    public SourceFile ForResource(string token, ResourceSchema resource) =>
        Write(naming.ArgumentsNamespace(token), $"{Naming.ClassName(token)}Args", resource.Inputs, resource.IsProvider);

    public SourceFile ForType(string token, DefinitionSchema.Object type) =>
        Write(naming.InputNamespace(token), $"{Naming.ClassName(token)}Args", type.Properties, ofProvider: false);

    private SourceFile Write(string inNamespace, string name, ImmutableArray<PropertySchema> inputs, bool ofProvider) =>
        SourceFile.Write(package, inNamespace, name, writer =>
        {
            var open = naming.IsKubernetes && !ofProvider;
            writer.Block($"public {(open ? "" : "sealed ")}class {name} : global::Pulumi.ResourceArgs", () =>
            {
                foreach (var input in inputs)
                {
                    WriteProperty(writer, input, ofProvider);
                    writer.Line();
                }
                writer.Block($"public {name}()", () => WriteDefaults(writer, inputs));
                writer.Line();
                writer.Line($"public static new {name} Empty => new {name}();");
            });
        });

    private void WriteProperty(SourceWriter writer, PropertySchema input, bool ofProvider)
    {
        var type = types.Input(input.Type);
        var member = Naming.Member(input);
        writer.Line(Attribute(input, ofProvider));
        if (input.Type is TypeSchema.List or TypeSchema.Map) WriteCollection(writer, input, type, member);
        else if (input.Secret) WriteSecret(writer, input, type, member);
        else if (input.Required) writer.Line($"public {type} {member} {{ get; set; }} = null!;");
        else writer.Line($"public {type}? {member} {{ get; set; }}");
    }

    /// <summary>A provider's settings other than strings always travel as JSON; of others the schema says so.</summary>
    private static string Attribute(PropertySchema input, bool ofProvider)
    {
        var json = input.JsonEncoded || (ofProvider && input.Type is not TypeSchema.Plain { CSharp: "string" });
        return $"[Input({Naming.Quote(input.Name)}{(input.Required ? ", required: true" : "")}{(json ? ", json: true" : "")})]";
    }

    private static void WriteCollection(SourceWriter writer, PropertySchema input, string type, string member)
    {
        var field = Naming.Field(input);
        writer.Line($"private {type}? {field};");
        writer.Line();
        writer.Block($"public {type} {member}", () =>
        {
            writer.Line($"get => {field} ??= new {type}();");
            writer.Line($"set => {field} = {(input.Secret ? MadeSecret(type) : "value")};");
        });
    }

    /// <summary>Whatever is assigned to a secret input becomes a secret.</summary>
    private static void WriteSecret(SourceWriter writer, PropertySchema input, string type, string member)
    {
        var field = Naming.Field(input);
        writer.Line($"private {type}? {field};");
        writer.Line();
        writer.Block($"public {type}? {member}", () =>
        {
            writer.Line($"get => {field};");
            writer.Line($"set => {field} = {MadeSecret(type)};");
        });
    }

    private static string MadeSecret(string type) => $"value is null ? null : ({type})Output.CreateSecret(value.ToOutput())";

    private static void WriteDefaults(SourceWriter writer, ImmutableArray<PropertySchema> inputs)
    {
        foreach (var input in inputs)
        {
            if (Default(input) is { } value) writer.Line($"{Naming.Member(input)} = {value};");
        }
    }

    private static string? Default(PropertySchema input)
    {
        if (input.Environment.IsEmpty) return input.Default;
        var read = input.Type is TypeSchema.Plain plain
            ? plain.CSharp switch
            {
                "string" => "GetEnv",
                "bool" => "GetEnvBoolean",
                "int" => "GetEnvInt32",
                "double" => "GetEnvDouble",
                _ => null,
            }
            : null;
        if (read is null) throw new GeneratorException($"The property {input.Name} has an environment default but is no plain value.");

        var call = $"Utilities.{read}({string.Join(", ", input.Environment.Select(Naming.Quote))})";
        if (input.Default is not null) return $"{call} ?? {input.Default}";
        return read == "GetEnv" ? $"{call}!" : call; // An input may hold null; only its conversion from string doesn't say so.
    }
}
