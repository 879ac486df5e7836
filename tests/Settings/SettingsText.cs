using System.Text.Json.Nodes;
using Infra.Stacks.Settings;

namespace Infra.Tests.Settings;

/// <summary>Valid settings as JSON, for tests to change in one place.</summary>
internal static class SettingsText
{
    public const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEMIdG5kNvgwdAW7fgKe6DWx4VnB8i0dtY/GojZTEh0U a@example.com";

    public static JsonObject Hcloud() => Parse("""
        {
          "cluster": {
            "name": "main", "provider": "hcloud", "location": "nbg1", "network": "private",
            "controlPlane": { "serverType": "cpx22" },
            "administrators": { "cidrs": ["203.0.113.0/24"], "sshPublicKeys": ["KEY"] },
            "certificates": { "issuer": "letsencrypt", "email": "admin@example.com" }
          },
          "tenants": [
            { "name": "tenant-a", "serverType": "cpx12", "domains": ["a.example.com"] },
            { "name": "tenant-b", "serverType": "cpx12", "domains": ["*.b.example.com"] }
          ]
        }
        """);

    public static JsonObject Ssh() => Parse("""
        {
          "cluster": {
            "name": "main", "provider": "ssh", "network": "public",
            "controlPlane": { "hosts": ["203.0.113.1"] },
            "certificates": { "issuer": "self-signed" }
          },
          "tenants": [
            { "name": "tenant-a", "host": "203.0.113.11" },
            { "name": "tenant-b", "host": { "address": "203.0.113.12", "user": "admin" }, "address": "198.51.100.2" }
          ]
        }
        """);

    /// <summary>A stack on Hetzner Cloud with so many tenants.</summary>
    public static JsonObject Many(int tenants)
    {
        var settings = Hcloud();
        settings["tenants"] = new JsonArray([.. Enumerable.Range(0, tenants).Select(number => new JsonObject
        {
            ["name"] = $"tenant-{number}",
            ["serverType"] = "cpx12",
            ["domains"] = new JsonArray($"t{number}.example.com", $"*.t{number}.example.com"),
        })]);
        return settings;
    }

    public static JsonObject Base(string provider) => provider == "ssh" ? Ssh() : Hcloud();

    /// <summary>Puts a JSON value at a path (<c>tenants[1].name</c>), or removes what stands there when it is null.</summary>
    public static JsonObject With(this JsonObject settings, string path, string? json)
    {
        var steps = path.Replace("[", ".#", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.');
        JsonNode node = settings;
        foreach (var step in steps[..^1]) node = step[0] == '#' ? node[int.Parse(step[1..])]! : node[step] ??= new JsonObject();
        var value = json is null ? null : JsonNode.Parse(json);
        var last = steps[^1];
        if (last == "#+") node.AsArray().Add(value);
        else if (last[0] == '#') node[int.Parse(last[1..])] = value;
        else if (json is null) node.AsObject().Remove(last);
        else node[last] = value;
        return settings;
    }

    public static Dictionary<string, string> Configuration(this JsonObject settings) =>
        settings.ToDictionary(pair => $"infra:{pair.Key}", pair => pair.Value?.ToJsonString() ?? "null");

    public static PlatformSettings Load(this JsonObject settings) => SettingsLoader.Load(settings.Configuration());

    public static string[] Problems(this JsonObject settings)
    {
        try
        {
            settings.Load();
            return [];
        }
        catch (SettingsException exception)
        {
            return [.. exception.Problems.Select(problem => problem.ToString())];
        }
    }

    private static JsonObject Parse(string json) => JsonNode.Parse(json.Replace("KEY", Key, StringComparison.Ordinal))!.AsObject();
}
