using Infra.Offline.Generator.Schema;

namespace Infra.Offline.Generator.Writing;

/// <summary>Writes the output form of object types: read-only fields filled by a constructor that names them as the wire does.</summary>
internal static class OutputClassWriter
{
    public static void Write(SourceWriter writer, Use use, DefinitionSchema.Object type, TypeNames types)
    {
        var name = Naming.ClassName(use.Token);
        var properties = use.Find(type.Properties.AddRange(type.OutputOnly), property => property.Name);
        var parameters = properties.Select(property => $"{types.Output(property)} {Naming.Parameter(property)}");
        writer.Line("[OutputType]");
        writer.Block($"public sealed class {name}", () =>
        {
            foreach (var property in properties) writer.Line($"public readonly {types.Output(property)} {Naming.Member(property)};");
            writer.Line();
            writer.Line("[OutputConstructor]");
            writer.Block($"private {name}({string.Join(", ", parameters)})", () =>
            {
                foreach (var property in properties) writer.Line($"{Naming.Member(property)} = {Naming.Parameter(property)};");
            });
        });
    }
}
