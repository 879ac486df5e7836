using System.Text.Json.Nodes;
using Infra.Components.Guards;
using Infra.Components.Kubernetes;
using Infra.Planning;

namespace Infra.Checks;

/// <summary>Whether each guard is there that the cluster's Kubernetes can have, refuses, and looks at all of tenants' namespaces.</summary>
internal static class GuardCheck
{
    private const string Fix = "take policy and binding from components/Guards/GuardObjects.cs";

    public static Check Check { get; } = new(
        "guards-cover-tenants",
        "Every guard is bound, refuses what it can't decide, looks at every tenant's namespaces, and finds there what it reads.",
        Find);

    private static IEnumerable<Finding> Find(Inventory inventory)
    {
        var plan = inventory.Plan;
        var namespaces = plan.Objects("Namespace")
            .Where(ns => inventory.OwnerOf(ns) is not null || Labels(ns).ContainsKey(TenantLabels.OwnerKey)).ToList();
        foreach (var ns in namespaces)
        {
            var owner = inventory.OwnerOf(ns)?.Name;
            if (owner is null || Labels(ns)[TenantLabels.OwnerKey]?.GetValue<string>() != owner)
            {
                yield return new Finding(
                    ns, $"doesn't say whose it is by its label {TenantLabels.OwnerKey}", "label it as its tenant's component does");
            }
        }

        var needed = GuardSet.All.OfType<ValidatingGuard>().SelectMany(guard => guard.Needs).ToHashSet(StringComparer.Ordinal);
        foreach (var ns in namespaces)
        {
            var said = (ns.At("metadata", "annotations") as JsonObject ?? []).Select(annotation => annotation.Key);
            if (needed.Except(said).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } missing)
            {
                yield return new Finding(
                    ns, $"doesn't say what its tenant may ({string.Join(", ", missing)})",
                    "annotate it as components/Guards/TenantAnnotations.cs does");
            }
        }

        var guards = inventory.Configurations.Values.Select(configuration => configuration.Version).Distinct().SelectMany(GuardSet.Of);
        foreach (var guard in guards.Distinct())
        {
            var kind = guard is ValidatingGuard ? "ValidatingAdmissionPolicy" : "MutatingAdmissionPolicy";
            var policy = plan.Objects(kind).SingleOrDefault(one => one.ObjectName() == guard.Name);
            var binding = plan.Objects($"{kind}Binding")
                .SingleOrDefault(one => one.At("spec", "policyName")?.GetValue<string>() == guard.Name);
            if (policy is null || binding is null)
            {
                yield return new Finding(
                    policy ?? plan.OfType(PlanQueries.Guards).Single(),
                    policy is null ? $"has no {kind} {guard.Name}" : "has no binding, and looks at nothing",
                    "register all that GuardSet lists (components/Guards/GuardsComponent.cs)");
                continue;
            }

            var warns = guard is ValidatingGuard { Warns: true };
            if (!warns && policy.At("spec", "failurePolicy")?.GetValue<string>() != "Fail")
                yield return new Finding(policy, "lets pass what it can't decide (failurePolicy)", Fix);
            if (guard is ValidatingGuard && !warns && !binding.At("spec", "validationActions").Texts().Contains("Deny"))
                yield return new Finding(binding, "refuses nothing (validationActions)", Fix);
            foreach (var (resource, scope) in new[] { (policy, "matchConstraints"), (binding, "matchResources") })
            {
                foreach (var problem in Gaps(resource.At("spec", scope), guard, namespaces))
                    yield return new Finding(resource, problem, Fix);
            }

            foreach (var problem in Unread(binding.At("spec", "paramRef"), guard, plan))
                yield return new Finding(binding, problem, "give it the parameter object of components/Guards/DeclaredNodes.cs");
        }
    }

    /// <summary>What a policy or binding doesn't look at; what names no scope looks at everything.</summary>
    private static IEnumerable<string> Gaps(JsonNode? scope, Guard guard, List<PlannedResource> namespaces)
    {
        if (scope.At("objectSelector") is JsonObject { Count: > 0 } || scope.At("excludeResourceRules") is JsonArray { Count: > 0 })
            yield return "leaves objects out (objectSelector, excludeResourceRules)";
        // What lies in no namespace is looked at whatever the selector.
        if (!guard.TenantsOnly) yield break;
        foreach (var ns in namespaces.Where(ns => !LabelSelector.Matches(scope.At("namespaceSelector"), Labels(ns))))
            yield return $"doesn't look at the namespace {ns.ObjectName()} (namespaceSelector)";
    }

    /// <summary>What a guard reads and doesn't find.</summary>
    private static IEnumerable<string> Unread(JsonNode? reference, Guard guard, Plan plan)
    {
        if (guard.Parameter is not { } parameter) yield break;
        if (reference.At("name")?.GetValue<string>() != parameter.Name
            || reference.At("namespace")?.GetValue<string>() != parameter.Namespace
            || reference.At("parameterNotFoundAction")?.GetValue<string>() != (guard.PassesWithoutParameter ? "Allow" : "Deny"))
        {
            yield return $"doesn't read {parameter.Name}, or does otherwise without it than the guard says (paramRef)";
        }

        if (!plan.Objects("ConfigMap").Any(map => map.ObjectName() == parameter.Name && map.Namespace() == parameter.Namespace))
            yield return $"finds no ConfigMap {parameter.Name} in {parameter.Namespace}";
    }

    private static JsonObject Labels(PlannedResource ns)
    {
        var labels = ns.At("metadata", "labels")?.DeepClone().AsObject() ?? [];
        // Kubernetes gives each namespace this one.
        labels["kubernetes.io/metadata.name"] = ns.ObjectName();
        return labels;
    }
}
