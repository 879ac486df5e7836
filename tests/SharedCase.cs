using System.Text.Json.Nodes;
using Infra.Configuration;

namespace Infra.Tests;

/// <summary>Situations of users, as small stack files in ../shared/cases, by their names there.</summary>
internal static class SharedCase
{
    /// <summary>A case's settings.</summary>
    public static JsonObject Read(string name)
    {
        var folder = Directory.CreateTempSubdirectory("infra-case-");
        try
        {
            File.Copy(Path.Combine(SharedFolder.Checkout, "Pulumi.yaml"), Path.Combine(folder.FullName, "Pulumi.yaml"));
            File.Copy(SharedFolder.Find("cases", $"{name}.yaml"), Path.Combine(folder.FullName, "Pulumi.case.yaml"));
            var settings = StackFile.Read(Project.Find(folder.FullName), "case").Configuration
                .Where(setting => setting.Key.StartsWith("infra:", StringComparison.Ordinal));
            return new JsonObject(
                settings.Select(setting => KeyValuePair.Create(setting.Key["infra:".Length..], JsonNode.Parse(setting.Value))));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
