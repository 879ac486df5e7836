using Infra.Offline.Generator.Schema;

namespace Infra.Offline.Generator.Writing;

/// <summary>Writes resource classes: outputs as properties, and the constructor that registers the resource.</summary>
internal sealed class ResourceClassWriter(PackageSchema package, Naming naming, TypeNames types)
{
    public void Write(SourceWriter writer, Use use, ResourceSchema resource)
    {
        var name = Naming.ClassName(use.Token);
        var parent = resource.IsProvider ? "global::Pulumi.ProviderResource"
            : naming.IsKubernetes ? $"global::{naming.RootNamespace}.KubernetesResource"
            : "global::Pulumi.CustomResource";
        writer.Block($"public partial class {name} : {parent}", () =>
        {
            foreach (var output in use.Find(resource.Outputs, output => output.Name))
            {
                writer.Line($"[Output({Naming.Quote(output.Name)})]");
                writer.Line($"public Output<{types.Output(output)}> {Naming.Member(output)} {{ get; private set; }} = null!;");
                writer.Line();
            }
            WriteConstructor(writer, use.Token, name, resource);
        });
    }

    private void WriteConstructor(SourceWriter writer, string token, string name, ResourceSchema resource)
    {
        var arguments = $"global::{naming.ArgumentsNamespace(token)}.{name}Args";
        var isOptional = naming.IsKubernetes || !resource.Inputs.Any(input => input.Required);
        var type = resource.IsProvider ? package.Name : token;
        var args = isOptional ? "? args = null" : " args";
        writer.Line($"public {name}(string name, {arguments}{args}, CustomResourceOptions? options = null)");
        writer.Indented(() => writer.Line($": base({Naming.Quote(type)}, name, args ?? new(), {Options(resource)})"));
        writer.Line("{");
        writer.Line("}");
    }

    /// <summary>The program's options over those that the schema asks for.</summary>
    private static string Options(ResourceSchema resource)
    {
        var secrets = resource.Outputs.Where(output => output.Secret).Select(output => output.Name);
        var replacing = resource.Outputs.Where(output => output.ReplaceOnChanges)
            .Select(output => output.Type is TypeSchema.List ? $"{output.Name}[*]" : output.Name);
        string[] options =
        [
            .. Option("Aliases", resource.Aliases.Select(type => $"new Alias {{ Type = {Naming.Quote(type)} }}")),
            .. Option("AdditionalSecretOutputs", secrets.Select(Naming.Quote)),
            .. Option("ReplaceOnChanges", replacing.Select(Naming.Quote)),
        ];
        return $"CustomResourceOptions.Merge(new(){(options is [] ? "" : $" {{ {string.Join(", ", options)} }}")}, options)";
    }

    private static IEnumerable<string> Option(string name, IEnumerable<string> elements)
    {
        var list = string.Join(", ", elements);
        return list.Length == 0 ? [] : [$"{name} = {{ {list} }}"];
    }
}
