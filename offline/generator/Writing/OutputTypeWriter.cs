using System.Collections.Immutable;
using Infra.Offline.Generator.Schema;

namespace Infra.Offline.Generator.Writing;

/// <summary>Writes the output form of object types: read-only fields filled by a constructor that names them as the wire does.</summary>
internal sealed class OutputTypeWriter(PackageSchema package, Naming naming, TypeNames types)
{
    public SourceFile Write(string token, DefinitionSchema.Object type)
    {
        var name = Naming.ClassName(token);
        ImmutableArray<PropertySchema> properties =
            [.. type.Properties.AddRange(type.OutputOnly).OrderBy(property => property.Name, StringComparer.Ordinal)];
        return SourceFile.Write(package, naming.OutputNamespace(token), name, writer =>
        {
            writer.Line("[OutputType]");
            writer.Block($"public sealed class {name}", () =>
            {
                foreach (var property in properties) writer.Line($"public readonly {types.Output(property)} {Naming.Member(property)};");
                writer.Line();
                WriteConstructor(writer, name, properties);
            });
        });
    }

    private void WriteConstructor(SourceWriter writer, string name, ImmutableArray<PropertySchema> properties)
    {
        writer.Line("[OutputConstructor]");
        writer.Line($"private {name}(");
        writer.Indented(() =>
        {
            for (var i = 0; i < properties.Length; i++)
                writer.Line($"{types.Output(properties[i])} {Naming.Parameter(properties[i])}{(i + 1 < properties.Length ? "," : ")")}");
        });
        writer.Line("{");
        writer.Indented(() =>
        {
            foreach (var property in properties) writer.Line($"{Naming.Member(property)} = {Naming.Parameter(property)};");
        });
        writer.Line("}");
    }
}
