using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Planning;

namespace Infra.Conformance;

/// <summary>
/// What a run makes so that guards have something to look at, beside what single cases need: namespaces, who acts there, parameters, and
/// copies of the guards whose bindings see these namespaces and nodes alone.
/// </summary>
/// <remarks>
/// Parameters are of a kind that the run defines, with the content of the guards' ConfigMaps. An API server that has let go of the last
/// binding with a parameter of a kind of its own never looks at such parameters again until it is restarted
/// (https://github.com/kubernetes/kubernetes/issues/130887), and a run would leave a cluster like that behind.
/// </remarks>
/// <param name="names">The run's names.</param>
/// <param name="guards">The guards.</param>
/// <param name="stages">How many stages there are.</param>
internal sealed class Scene(RunNames names, PlannedGuards guards, int stages)
{
    private const string Rbac = "rbac.authorization.k8s.io";

    private const string ParameterKind = "Parameter";

    /// <summary>Group and version of the run's parameters.</summary>
    public string ParameterVersion => $"{names.Run}.infra/v1";

    private IEnumerable<int> Stages => Enumerable.Range(1, stages);

    /// <summary>The kind of the run's parameters.</summary>
    public JsonObject ParameterDefinition() =>
        Labelled("apiextensions.k8s.io/v1", "CustomResourceDefinition", $"parameters.{names.Run}.infra", new()
        {
            ["spec"] = new JsonObject
            {
                ["group"] = $"{names.Run}.infra",
                ["names"] = new JsonObject { ["kind"] = ParameterKind, ["listKind"] = "ParameterList", ["plural"] = "parameters" },
                ["scope"] = "Namespaced",
                ["versions"] = new JsonArray(new JsonObject
                {
                    ["name"] = "v1",
                    ["served"] = true,
                    ["storage"] = true,
                    ["schema"] = new JsonObject
                    {
                        ["openAPIV3Schema"] = new JsonObject
                        {
                            ["type"] = "object",
                            ["properties"] = new JsonObject
                            {
                                ["data"] = new JsonObject
                                {
                                    ["type"] = "object",
                                    ["additionalProperties"] = new JsonObject { ["type"] = "string" },
                                },
                            },
                        },
                    },
                }),
            },
        });

    /// <summary>
    /// The role by which those who act in cases may write what they are about to write: a case is about guards, which are asked after
    /// rights.
    /// </summary>
    /// <param name="rights">Group, resource and verb of each request.</param>
    public IEnumerable<JsonObject> Roles(IEnumerable<(string Group, string Resource, string Verb)> rights)
    {
        var all = rights.SelectMany(right => Beyond(right).Prepend(right)).Distinct().Order();
        var rules = all.GroupBy(right => (right.Group, right.Resource)).Select(group => (JsonNode)new JsonObject
        {
            ["apiGroups"] = new JsonArray(group.Key.Group),
            ["resources"] = new JsonArray(group.Key.Resource),
            ["verbs"] = new JsonArray([.. group.Select(right => Node(right.Verb))]),
        });
        yield return Labelled($"{Rbac}/v1", "ClusterRole", names.Run, new() { ["rules"] = new JsonArray([.. rules]) });
        yield return Labelled($"{Rbac}/v1", "ClusterRoleBinding", names.Run, new()
        {
            ["roleRef"] = new JsonObject { ["apiGroup"] = Rbac, ["kind"] = "ClusterRole", ["name"] = names.Run },
            ["subjects"] = new JsonArray(new JsonObject { ["apiGroup"] = Rbac, ["kind"] = "Group", ["name"] = names.Run }),
        });
    }

    /// <summary>Accounts of pods in all namespaces.</summary>
    /// <param name="accounts">Their names.</param>
    public IEnumerable<JsonObject> Accounts(ImmutableArray<string> accounts) =>
        from stage in Stages
        from ns in guards.Namespaces
        from account in accounts
        select Plain("v1", "ServiceAccount", names.On(stage, PlannedGuards.Name(ns)), account);

    /// <summary>The namespaces, which say what their tenants may, and the parameters.</summary>
    public IEnumerable<JsonObject> Namespaces()
    {
        yield return Labelled("v1", "Namespace", names.Run, []);
        foreach (var stage in Stages)
        {
            foreach (var planned in guards.Namespaces.Select(ns => names.Renaming(stage, guards).Object(ns)))
            {
                var ns = Labelled("v1", "Namespace", PlannedGuards.Name(planned), []);
                foreach (var (key, value) in planned["metadata"]!["labels"]!.AsObject())
                    ns["metadata"]!["labels"]![key] = value!.DeepClone();
                ns["metadata"]!["annotations"] = planned["metadata"]!["annotations"]?.DeepClone();
                // What Pod Security refuses, no guard is asked about.
                ns["metadata"]!["labels"]!["pod-security.kubernetes.io/enforce"] = "privileged";
                yield return ns;
            }
        }

        foreach (var parameter in Parameters()) yield return parameter;
    }

    /// <summary>The copies of policies and bindings.</summary>
    /// <param name="canMutate">Whether the cluster knows policies that change objects.</param>
    public IEnumerable<JsonObject> Policies(bool canMutate)
    {
        var wanted = guards.Policies.Where(policy => canMutate
            || !PlannedGuards.Kind(policy).StartsWith("Mutating", StringComparison.Ordinal)).ToList();
        // A binding makes a policy act, so it comes last.
        foreach (var policy in wanted.OrderBy(IsBinding))
        {
            var spec = names.Renaming().Object(policy["spec"]!.AsObject());
            if (spec.ContainsKey("paramKind")) spec["paramKind"] = new JsonObject
            {
                ["apiVersion"] = ParameterVersion,
                ["kind"] = ParameterKind
            };
            foreach (var (name, copy) in IsBinding(policy) ? Bindings(policy, spec) : [(PlannedGuards.Name(policy), spec)])
            {
                yield return Labelled(policy["apiVersion"]!.GetValue<string>(), PlannedGuards.Kind(policy), names.Of(name),
                    new() { ["spec"] = copy });
            }
        }
    }

    /// <summary>
    /// A policy's bindings: one to what lies in the run's namespaces, and one to what lies in none, by its name. A selector would look at
    /// the labels that a Namespace is to have, and so miss who takes them off.
    /// </summary>
    private IEnumerable<(string Name, JsonObject Spec)> Bindings(JsonObject binding, JsonObject spec)
    {
        var policyName = spec["policyName"]!.GetValue<string>();
        var policy = guards.Policies.Single(policy => !IsBinding(policy) && PlannedGuards.Name(policy) == policyName);
        spec["policyName"] = names.Of(policyName);
        if (spec.At("paramRef", "namespace") is not null) spec["paramRef"]!["namespace"] = names.Run;
        var rules = policy.At("spec", "matchConstraints", "resourceRules")!.AsArray().Select(rule => rule!.AsObject()).ToList();
        var own = Stages.SelectMany(stage => guards.OwnNames.Select(name => names.On(stage, name)));
        yield return ($"{PlannedGuards.Name(binding)}-in-namespaces", With(spec, "matchResources", new JsonObject
        {
            ["namespaceSelector"] = new JsonObject
            {
                ["matchExpressions"] = new JsonArray(new JsonObject { ["key"] = names.TenantLabel, ["operator"] = "Exists" }),
            },
            ["resourceRules"] = new JsonArray([.. rules.Select(rule => With(rule, "scope", "Namespaced"))]),
        }));
        yield return ($"{PlannedGuards.Name(binding)}-in-none", With(spec, "matchResources", new JsonObject
        {
            ["resourceRules"] = new JsonArray(
                [.. rules.Select(rule => With(With(rule, "scope", "Cluster"), "resourceNames", new JsonArray([.. own.Select(Node)])))]),
        }));
    }

    /// <summary>
    /// What the registries of roles and bindings ask for, beyond the right to write them, of who doesn't have the rights that they give.
    /// </summary>
    private static IEnumerable<(string Group, string Resource, string Verb)> Beyond((string Group, string Resource, string Verb) right) =>
        right switch
        {
            (Rbac, "roles" or "clusterroles", _) => [right with { Verb = "escalate" }],
            (Rbac, "rolebindings" or "clusterrolebindings", _) => [(Rbac, "roles", "bind"), (Rbac, "clusterroles", "bind")],
            _ => [],
        };

    // They have what all stages have.
    private IEnumerable<JsonObject> Parameters()
    {
        foreach (var planned in guards.Parameters)
        {
            var copies = Stages.SelectMany(stage => names.Renaming(stage, guards).Object(planned["data"]!.AsObject()));
            yield return Parameter(names.Run, planned, new JsonObject(copies.DistinctBy(entry => entry.Key)
                .Select(entry => KeyValuePair.Create(entry.Key, entry.Value?.DeepClone()))));
        }
    }

    private JsonObject Parameter(string ns, JsonObject planned, JsonObject data)
    {
        var parameter = Plain(ParameterVersion, ParameterKind, ns, PlannedGuards.Name(planned));
        parameter["data"] = data;
        return parameter;
    }

    private JsonObject Labelled(string apiVersion, string kind, string name, JsonObject rest)
    {
        var thing = new JsonObject
        {
            ["apiVersion"] = apiVersion,
            ["kind"] = kind,
            ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = new JsonObject { [RunNames.Label] = names.Run } },
        };
        foreach (var (key, value) in rest) thing[key] = value?.DeepClone();
        return thing;
    }

    private static JsonObject Plain(string apiVersion, string kind, string ns, string name) => new()
    {
        ["apiVersion"] = apiVersion,
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = ns },
    };

    private static bool IsBinding(JsonObject policy) => PlannedGuards.Kind(policy).EndsWith("Binding", StringComparison.Ordinal);

    private static JsonObject With(JsonObject thing, string key, JsonNode value)
    {
        var copy = thing.DeepClone().AsObject();
        copy[key] = value;
        return copy;
    }

    private static JsonNode Node(string text) => JsonValue.Create(text);
}
