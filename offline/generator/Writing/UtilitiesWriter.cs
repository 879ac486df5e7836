using Infra.Offline.Generator.Schema;

namespace Infra.Offline.Generator.Writing;

/// <summary>Writes what a package's classes share: its version and the reading of environment defaults.</summary>
internal static class UtilitiesWriter
{
    public static SourceFile Write(PackageSchema package, Naming naming) =>
        SourceFile.Write(package, naming.RootNamespace, "Utilities", writer =>
            writer.Block("internal static class Utilities", () =>
            {
                writer.Line($"public const string Version = {Naming.Quote(package.Version)};");
                writer.Line();
                writer.Line("public static string? GetEnv(params string[] names) => names");
                writer.Indented(() => writer.Line(
                    ".Select(global::System.Environment.GetEnvironmentVariable).FirstOrDefault(value => value is not null);"));
                writer.Line();
                writer.Block("public static bool? GetEnvBoolean(params string[] names) => GetEnv(names) switch", () =>
                {
                    writer.Line("\"1\" or \"t\" or \"T\" or \"true\" or \"TRUE\" or \"True\" => true,");
                    writer.Line("\"0\" or \"f\" or \"F\" or \"false\" or \"FALSE\" or \"False\" => false,");
                    writer.Line("_ => null,");
                }, "};");
                WriteNumber(writer, "int", "GetEnvInt32");
                WriteNumber(writer, "double", "GetEnvDouble");
            }));

    private static void WriteNumber(SourceWriter writer, string type, string method)
    {
        writer.Line();
        writer.Line($"public static {type}? {method}(params string[] names) =>");
        writer.Indented(() => writer.Line(
            $"{type}.TryParse(GetEnv(names), global::System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : null;"));
    }
}
