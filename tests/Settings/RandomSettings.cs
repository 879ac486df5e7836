using System.Text.Json.Nodes;
using CsCheck;
using Infra.Components.Ingress;

namespace Infra.Tests.Settings;

/// <summary>Random settings that are valid, as JSON.</summary>
internal static class RandomSettings
{
    // Spelt as people do: 1024Mi for 1Gi, 1500m for 1.5.
    private static readonly Gen<string> Quantity = Gen.Select(
        Gen.Int[1, 900], OneOf("", ".5", "024", "000"), OneOf("Mi", "Gi", "M", "G"), (n, more, unit) => $"{n}{more}{unit}");

    private static readonly Gen<JsonNode> Cpu = Gen.Select(Gen.Int[1, 64], Gen.Int[0, 2], (n, spelling) => spelling switch
    {
        0 => JsonValue.Create(n),
        1 => JsonValue.Create($"{n}.5"),
        _ => (JsonNode)JsonValue.Create($"{n * 500}m"),
    });

    private static readonly Gen<JsonObject> Quota = Gen.Select(
        Cpu, Quantity, Quantity, Gen.Int[1, 110], (cpu, memory, storage, pods) => new JsonObject
        {
            ["cpu"] = cpu.DeepClone(),
            ["memory"] = memory,
            ["storage"] = storage,
            ["pods"] = pods,
        });

    private static readonly Gen<string> Name = Gen.Select(
        Gen.Char["abcdefghijklmnopqrstuvwxyz"],
        Gen.String[Gen.Char["abcdefghijklmnopqrstuvwxyz0123456789-"], 0, 20],
        Gen.Char["0123456789"],
        (first, middle, last) => $"{first}{middle}{last}").Where(name => !name.StartsWith("kube-", StringComparison.Ordinal));

    private static readonly Gen<JsonObject> Tenant = Gen.Select(
        Name, Gen.Int[0, 3], OneOf([.. IngressControllers.All.Select(controller => controller.Word)]), Quota.Null(),
        OneOf("primary", "floating"), Gen.Bool, Gen.Int[0, 41],
        (name, domains, ingress, quota, address, labelled, group) =>
        {
            var tenant = new JsonObject { ["name"] = name, ["address"] = address, ["ingress"] = ingress };
            var served = Enumerable.Range(0, domains).Select(n => $"{(n == 2 ? "*." : "")}d{n}.{name}.example.com");
            tenant["domains"] = new JsonArray([.. served.Select(domain => JsonValue.Create(domain))]);
            if (quota is not null) tenant["quota"] = quota.DeepClone();
            if (domains == 1) tenant["redirectToHttps"] = false;
            if (labelled) tenant["labels"] = new JsonObject { ["example.com/team"] = name };
            // The default quota leaves room for the ingress controller.
            if (labelled && quota is null)
            {
                tenant["namespaces"] = new JsonArray("staging", new JsonObject { ["name"] = "review", ["share"] = 5 + group });
                tenant["registries"] = new JsonArray("ghcr.io/acme", "registry.example.com:5000/team");
            }

            if (labelled) tenant["access"] = Access(name, domains);
            if (group > 0) tenant["placementGroup"] = group == 41 ? "none" : group;
            return tenant;
        });

    public static readonly Gen<JsonObject> Any = Gen.Select(
        Tenant.Array[0, 12], Gen.Bool, Gen.Bool, OneOf(1, 3), OneOf("letsencrypt", "letsencrypt-staging", "self-signed"), Gen.Bool,
        Gen.Bool,
        (tenants, isSsh, isPrivate, count, issuer, protect, isClosed) =>
            Settings(Distinct(tenants), isSsh, isPrivate, count, issuer, protect, isClosed))
        .Where(settings => !settings.Problems().Any(problem => problem.Contains("by the tenant's name", StringComparison.Ordinal)
            || problem.Contains("is full: ", StringComparison.Ordinal)
            || problem.Contains("which the ingress controller takes", StringComparison.Ordinal)));

    public static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static JsonObject[] Distinct(JsonObject[] tenants) =>
        [.. tenants.DistinctBy(tenant => tenant["name"]!.GetValue<string>()).Select(tenant => tenant.DeepClone().AsObject())];

    private static JsonObject Settings(
        JsonObject[] tenants, bool isSsh, bool isPrivate, int count, string issuer, bool protect, bool isClosed)
    {
        var settings = isSsh ? SettingsText.Ssh() : SettingsText.Hcloud();
        var cluster = settings["cluster"]!;
        cluster["network"] = isPrivate ? new JsonObject { ["type"] = "private", ["range"] = "172.16.0.0/16" } : "public";
        cluster["controlPlane"]!["count"] = count;
        cluster["certificates"] = new JsonObject { ["issuer"] = issuer, ["email"] = "admin@example.com" };
        cluster["protect"] = protect;
        if (isSsh && isClosed) cluster["administrators"] = new JsonObject { ["cidrs"] = new JsonArray("192.0.2.128/25") };
        if (isSsh) cluster["controlPlane"]!["hosts"] = new JsonArray([.. Enumerable.Range(1, count).Select(n => Host(n, isPrivate))]);
        for (var index = 0; index < tenants.Length; index++)
        {
            if (isSsh)
            {
                tenants[index].Remove("placementGroup");
                tenants[index]["host"] = Host(10 + index, isPrivate);
                tenants[index]["address"] = index % 2 == 0 ? "primary" : $"198.51.100.{index + 1}";
            }
            else
            {
                tenants[index]["serverType"] = "cpx12";
            }
        }

        settings["tenants"] = new JsonArray(tenants);
        if (tenants.Any(tenant => tenant["access"]?["groups"] is not null))
            cluster["oidc"] = new JsonObject { ["issuer"] = "https://login.example.com", ["audiences"] = new JsonArray("kubernetes") };
        return settings;
    }

    private static JsonObject Access(string name, int number)
    {
        var access = new JsonObject { ["token"] = $"t{number}", ["cidrs"] = new JsonArray($"198.18.{number}.0/24") };
        if (number > 0) access["groups"] = new JsonArray($"{name} people");
        if (number > 1) access["users"] = new JsonArray($"{name}@example.com");
        return access;
    }

    private static JsonNode Host(int number, bool isPrivate) => isPrivate
        ? new JsonObject { ["address"] = $"203.0.113.{number}", ["privateAddress"] = $"172.16.1.{number}" }
        : JsonValue.Create($"203.0.113.{number}");
}
