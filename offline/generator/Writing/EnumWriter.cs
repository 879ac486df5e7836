using Infra.Offline.Generator.Schema;

namespace Infra.Offline.Generator.Writing;

/// <summary>Writes enums: structs around a string, whose known values are static properties.</summary>
internal sealed class EnumWriter(PackageSchema package, Naming naming)
{
    public SourceFile Write(string token, DefinitionSchema.Enum type)
    {
        var name = Naming.ClassName(token);
        return SourceFile.Write(package, naming.EnumNamespace(token), name, writer =>
        {
            writer.Line("[EnumType]");
            writer.Block($"public readonly struct {name} : global::System.IEquatable<{name}>", () =>
            {
                writer.Line("private readonly string _value;");
                writer.Line();
                writer.Line($"private {name}(string value) => _value = value;");
                writer.Line();
                foreach (var value in type.Values)
                    writer.Line($"public static {name} {value.Name} {{ get; }} = new {name}({Naming.Quote(value.Value)});");
                writer.Line();
                writer.Line($"public static bool operator ==({name} left, {name} right) => left.Equals(right);");
                writer.Line();
                writer.Line($"public static bool operator !=({name} left, {name} right) => !left.Equals(right);");
                writer.Line();
                writer.Line($"public static explicit operator string({name} value) => value._value;");
                writer.Line();
                writer.Line($"public override bool Equals(object? obj) => obj is {name} other && Equals(other);");
                writer.Line();
                writer.Line($"public bool Equals({name} other) =>");
                writer.Indented(() => writer.Line("string.Equals(_value, other._value, global::System.StringComparison.Ordinal);"));
                writer.Line();
                writer.Line("public override int GetHashCode() => _value?.GetHashCode() ?? 0;");
                writer.Line();
                writer.Line("public override string ToString() => _value;");
            });
        });
    }
}
