using Infra.Offline.Generator.Schema;

namespace Infra.Offline.Generator.Writing;

/// <summary>Writes enums: structs around a string, whose values in use are static properties.</summary>
internal static class EnumWriter
{
    public static void Write(SourceWriter writer, Use use, DefinitionSchema.Enum type)
    {
        var name = Naming.ClassName(use.Token);
        writer.Line("[EnumType]");
        writer.Block($"public readonly struct {name} : global::System.IEquatable<{name}>", () =>
        {
            writer.Line("private readonly string _value;");
            writer.Line();
            writer.Line($"private {name}(string value) => _value = value;");
            writer.Line();
            foreach (var value in use.Find(type.Values, value => value.Value))
                writer.Line($"public static {name} {value.Name} {{ get; }} = new {name}({Naming.Quote(value.Value)});");
            writer.Line();
            writer.Line($"public static explicit operator string({name} value) => value._value;");
            writer.Line();
            writer.Line($"public override bool Equals(object? obj) => obj is {name} other && Equals(other);");
            writer.Line();
            writer.Line($"public bool Equals({name} other) => _value == other._value;");
            writer.Line();
            writer.Line("public override int GetHashCode() => _value?.GetHashCode() ?? 0;");
            writer.Line();
            writer.Line("public override string ToString() => _value;");
        });
    }
}
