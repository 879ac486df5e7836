using System.Collections.Immutable;
using Infra.Offline.Generator.Schema;

namespace Infra.Offline.Generator.Writing;

/// <summary>Writes resource classes: outputs as properties, and the constructor that registers the resource.</summary>
internal sealed class ResourceWriter(PackageSchema package, Naming naming, TypeNames types)
{
    public SourceFile Write(string token, ResourceSchema resource)
    {
        var name = Naming.ClassName(token);
        var parent = resource.IsProvider ? "global::Pulumi.ProviderResource"
            : naming.IsKubernetes ? $"global::{naming.RootNamespace}.KubernetesResource"
            : "global::Pulumi.CustomResource";
        return SourceFile.Write(package, naming.ResourceNamespace(token), name, writer =>
        {
            writer.Line($"[ResourceType({Naming.Quote(token)}, Utilities.Version)]");
            writer.Block($"public partial class {name} : {parent}", () =>
            {
                foreach (var output in resource.Outputs)
                {
                    writer.Line($"[Output({Naming.Quote(output.Name)})]");
                    writer.Line($"public Output<{types.Output(output)}> {Naming.Member(output)} {{ get; private set; }} = null!;");
                    writer.Line();
                }
                WriteConstructor(writer, token, resource);
                WriteConstants(writer, token, resource);
                WriteOptions(writer, resource);
            });
        });
    }

    private string Arguments(string token) =>
        $"global::{naming.ArgumentsNamespace(token)}.{Naming.ClassName(token)}Args";

    private static ImmutableArray<PropertySchema> Constants(ResourceSchema resource) =>
        [.. resource.Inputs.Where(input => input.Constant is not null)];

    private void WriteConstructor(SourceWriter writer, string token, ResourceSchema resource)
    {
        var arguments = Arguments(token);
        var optional = naming.IsKubernetes || !resource.Inputs.Any(input => input.Required);
        var type = resource.IsProvider ? package.Name : token;
        var passed = Constants(resource).IsEmpty ? $"args ?? new {arguments}()" : "MakeArgs(args)";
        writer.Line($"public {Naming.ClassName(token)}(string name, {arguments}{(optional ? "? args = null" : " args")}, "
            + "CustomResourceOptions? options = null)");
        writer.Indented(() => writer.Line($": base({Naming.Quote(type)}, name, {passed}, MakeResourceOptions(options, \"\"))"));
        writer.Line("{");
        writer.Line("}");
        writer.Line();
    }

    private void WriteConstants(SourceWriter writer, string token, ResourceSchema resource)
    {
        var constants = Constants(resource);
        if (constants.IsEmpty) return;

        var arguments = Arguments(token);
        writer.Block($"private static {arguments} MakeArgs({arguments}? args)", () =>
        {
            writer.Line($"args ??= new {arguments}();");
            foreach (var input in constants) writer.Line($"args.{Naming.Member(input)} = {input.Constant};");
            writer.Line("return args;");
        });
        writer.Line();
    }

    private static void WriteOptions(SourceWriter writer, ResourceSchema resource) =>
        writer.Block("private static CustomResourceOptions MakeResourceOptions(CustomResourceOptions? options, Input<string>? id)", () =>
        {
            writer.Block("var defaultOptions = new CustomResourceOptions", () =>
            {
                writer.Line("Version = Utilities.Version,");
                WriteList(writer, "Aliases", resource.FormerTokens.Select(former =>
                    $"new global::Pulumi.Alias {{ Type = {Naming.Quote(former)} }}"));
                WriteList(writer, "AdditionalSecretOutputs", resource.Outputs
                    .Where(output => output.Secret)
                    .Select(output => Naming.Quote(output.Name)));
                WriteList(writer, "ReplaceOnChanges", resource.Outputs
                    .Where(output => output.ReplaceOnChanges)
                    .Select(output => Naming.Quote(output.Type is TypeSchema.List ? $"{output.Name}[*]" : output.Name)));
            }, "};");
            writer.Line("var merged = CustomResourceOptions.Merge(defaultOptions, options);");
            writer.Line("merged.Id = id ?? merged.Id;");
            writer.Line("return merged;");
        });

    private static void WriteList(SourceWriter writer, string option, IEnumerable<string> elements)
    {
        var lines = elements.ToList();
        if (lines.Count == 0) return;
        writer.Block($"{option} =", () => lines.ForEach(line => writer.Line($"{line},")), "},");
    }
}
