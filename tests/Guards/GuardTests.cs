using System.Text.Json.Nodes;
using Infra.Components.Guards;
using Infra.Configuration;
using Infra.Conformance;
using Infra.Planning;
using Infra.Tests.Planning;
using Infra.Tests.Schemas;
using Xunit;

namespace Infra.Tests.Guards;

public sealed class GuardTests
{
    public static TheoryData<string, string> Cases => Named(PolicyCheck.Current);

    public static TheoryData<string, string> CasesWithoutAdditions => Named(PolicyCheck.WithoutAdditions);

    public static TheoryData<string, string> CasesWithDualStack => Named(PolicyCheck.DualStack);

    [PolicyCheckTheory, MemberData(nameof(Cases))]
    public void Kubernetes_decides_as_the_case_says(string file, string name) => AssertDecided(PolicyCheck.Current, file, name);

    [PolicyCheckTheory, MemberData(nameof(CasesWithoutAdditions))]
    public void Kubernetes_before_1_36_decides_as_the_case_says(string file, string name) =>
        AssertDecided(PolicyCheck.WithoutAdditions, file, name);

    [PolicyCheckTheory, MemberData(nameof(CasesWithDualStack))]
    public void Kubernetes_decides_about_existing_machines_as_the_case_says(string file, string name) =>
        AssertDecided(PolicyCheck.DualStack, file, name);

    [PolicyCheckFact]
    public void Kubernetes_finds_nothing_wrong_with_a_policy() => Assert.Empty(
        PolicyCheck.Current.Findings.Select(finding => finding.ToString()));

    [PolicyCheckFact]
    public void Each_rule_is_broken_in_a_case()
    {
        var messages = PolicyCheck.Current.Decisions.Concat(PolicyCheck.WithoutAdditions.Decisions)
            .SelectMany(decision => decision["messages"].Texts().Concat(decision["warnings"].Texts())).ToList();
        var rules = GuardSet.All.OfType<ValidatingGuard>().SelectMany(guard => guard.AllRules.Select(rule => (guard.Name, rule.Message)));
        Assert.All(rules, rule =>
        {
            // Of a message, the text that is always the same.
            var texts = rule.Message.Text.Split('`').Where((_, index) => index % 2 == 0).Select(Plain).ToList();
            Assert.Contains(messages, message => message.Contains($"'{rule.Name}'", StringComparison.Ordinal)
                && texts.All(text => Plain(message).Contains(text, StringComparison.Ordinal)));
        });
    }

    // An API server passes on the words of one guard, and whose is chance.
    [PolicyCheckFact]
    public void Each_guard_that_refuses_a_case_says_what_the_case_expects()
    {
        var expected = CaseFiles.Read(Project.Find(SharedFolder.Checkout))
            .ToDictionary(one => (one.File, one.Name), one => one.Message ?? "");
        Assert.All(PolicyCheck.Current.Decisions, decision =>
        {
            var message = expected[(Path.GetFileNameWithoutExtension(Of(decision, "file")), Of(decision, "name"))];
            Assert.All(decision["messages"].Texts(), said => Assert.Contains(message, said));
        });
    }

    [Fact]
    public void Each_message_is_one_line_of_text_between_expressions() => Assert.All(
        GuardSet.All.OfType<ValidatingGuard>().SelectMany(guard => guard.AllRules),
        rule => Assert.Equal(1, rule.Message.Text.Split('`').Length % 2));

    // Lists' functions came with 1.34, which takes in new policies only what 1.33 knows: k8s.io/apiserver, pkg/cel/environment/base.go.
    [Fact]
    public void No_guard_needs_a_function_that_the_oldest_Kubernetes_lacks() => Assert.All(GuardSet.All, guard =>
        Assert.DoesNotMatch(
            @"\.(distinct|first|flatten|last|reverse|slice|sort|sortBy)\(|lists\.range\(", string.Join('\n', Expressions(guard))));

    [Fact]
    public void A_message_becomes_an_expression() => Assert.Equal(
        """ "type \"" + variables.type + "\": write ClusterIP" """.Trim(),
        new GuardMessage("type \"`variables.type`\":\n  write ClusterIP").Expression);

    [EveryStack, Theory]
    public void Each_guard_is_bound_and_refuses_what_it_cannot_decide(PlannedStack stack) => Assert.All(GuardSet.All, guard =>
    {
        var kind = guard is ValidatingGuard ? "ValidatingAdmissionPolicy" : "MutatingAdmissionPolicy";
        var warns = guard is ValidatingGuard { Warns: true };
        Assert.Equal(warns ? "Ignore" : "Fail", stack.Plan.Object(kind, null, guard.Name).At("spec", "failurePolicy")!.GetValue<string>());
        var binding = stack.Plan.Object($"{kind}Binding", null, guard.Name);
        Assert.Equal(guard.Name, binding.At("spec", "policyName")!.GetValue<string>());
        if (guard is ValidatingGuard) Assert.Equal([warns ? "Warn" : "Deny"], binding.At("spec", "validationActions").Texts());
        var notFound = binding.At("spec", "paramRef", "parameterNotFoundAction")?.GetValue<string>();
        // It would refuse every report of every node.
        var reports = guard.Name is "infra-node-addresses";
        Assert.Equal(guard.Parameter is null ? null : reports ? "Allow" : "Deny", notFound);
    });

    [EveryStack, Theory]
    public void Every_node_of_the_stack_is_declared_and_no_other(PlannedStack stack)
    {
        var cluster = stack.Settings.Cluster;
        var expected = Enumerable.Range(1, cluster.ControlPlane.Count).Select(number => (Node: cluster.ServerName(number), Tenant: ""))
            .Concat(stack.Settings.Tenants.Select(tenant => (Node: $"{cluster.Name}-{tenant.Name}", Tenant: tenant.Name)));
        var declared = stack.Plan.Object("ConfigMap", "kube-system", "infra-nodes").At("data")!.AsObject();
        Assert.Equal(expected.Order(), declared.Where(entry => !entry.Key.Contains('_'))
            .Select(node => (node.Key, node.Value!.GetValue<string>())).Order());
    }

    [EveryStack, Theory]
    public void Addresses_that_settings_tell_are_declared_as_K3s_is_told_them_and_no_other(PlannedStack stack)
    {
        var cluster = stack.Settings.Cluster;
        var declared = stack.Plan.Object("ConfigMap", "kube-system", "infra-nodes").At("data")!.AsObject();
        var known = cluster.Provider.Word == "ssh" ? new[] { ("internal", "node-ip"), ("external", "node-external-ip") }
            : cluster.Network.PrivateRange is not null ? [("internal", "node-ip")]
            : [];
        var told = stack.Settings.Tenants.SelectMany(tenant => known.Select(kind =>
        {
            var node = $"{cluster.Name}-{tenant.Name}";
            var lines = stack.Plan.Named(PlanQueries.Command, $"{node}-k3s").Readable["stdin"]!.GetValue<string>().Split('\n');
            var line = lines.Single(line => line.StartsWith($"{kind.Item2}: ", StringComparison.Ordinal));
            return ($"{node}_{kind.Item1}", line.Split(": ")[1]);
        }));
        Assert.Equal(told.Order(), declared.Where(entry => entry.Key.Contains('_'))
            .Select(entry => (entry.Key, entry.Value!.GetValue<string>())).Order());
    }

    [EveryStack, Theory]
    public void The_guards_are_there_before_a_tenants_namespace_and_before_its_node_joins(PlannedStack stack)
    {
        var guards = stack.Plan.Family(stack.Plan.Named("infra:components:Guards", "guards"))
            .Where(resource => !resource.IsComponent).Select(resource => resource.Urn).ToHashSet();
        Assert.All(stack.Settings.Tenants, tenant =>
        {
            Assert.All(tenant.NamespaceNames(), ns => Assert.Superset(guards, stack.Plan.Before(stack.Plan.Object("Namespace", null, ns))));
            var node = $"{stack.Settings.Cluster.Name}-{tenant.Name}";
            Assert.Superset(guards, stack.Plan.Before(stack.Plan.Named(PlanQueries.Command, $"{node}-k3s")));
        });
    }

    [EveryStack, Theory]
    public void The_list_of_declared_nodes_waits_for_no_server_that_must_be_on_it_to_join(PlannedStack stack)
    {
        var cluster = stack.Settings.Cluster;
        var before = stack.Plan.Before(stack.Plan.Object("ConfigMap", "kube-system", "infra-nodes"));
        var awaited = Enumerable.Range(1, cluster.ControlPlane.Count).Where(number =>
            before.Contains(stack.Plan.Named(PlanQueries.Command, $"{cluster.ServerName(number)}-k3s").Urn));
        // Without the entry server there is no API to write the list to.
        Assert.Equal([cluster.ControlPlane.Entry], awaited);
    }

    [EveryStack, Theory]
    public void A_tenants_namespace_says_what_is_its_own_in_each_of_its_namespaces(PlannedStack stack) => Assert.All(
        stack.Settings.Tenants.SelectMany(tenant => tenant.NamespaceNames().Select((ns, index) => (tenant, ns, IsFirst: index == 0))),
        place =>
        {
            var (tenant, ns, isFirst) = place;
            var said = stack.Plan.Object("Namespace", null, ns).At("metadata", "annotations")!;
            Assert.Equal(string.Join('\n', tenant.Domains), Of(said, "infra/domains"));
            Assert.Single(stack.Plan.Objects("IngressClass"), ingressClass => ingressClass.ObjectName() == Of(said, "infra/ingress-class")
                && ingressClass.At("metadata", "labels", "infra/tenant")!.GetValue<string>() == tenant.Name);
            Assert.Equal($"{tenant.Name}-issuer", Of(said, "infra/issuer"));
            // What K3s is told is what it tells.
            var told = stack.Plan.Named(PlanQueries.Command, $"{stack.Settings.Cluster.Name}-{tenant.Name}-k3s").Readable["stdin"]!
                .GetValue<string>().Split('\n').Single(line => line.StartsWith("node-ip: ", StringComparison.Ordinal));
            Assert.Equal(told.Split(": ")[1], Of(said, "infra/node-addresses").Replace('\n', ','));
            Assert.Equal(isFirst ? $"{tenant.Name}-pool" : null, said["infra/pool"]?.GetValue<string>());
            Assert.Equal(tenant.Registries, Of(said, "infra/registries").Split('\n', StringSplitOptions.RemoveEmptyEntries));
            var issuer = stack.Plan.Object("Issuer", ns, $"{tenant.Name}-issuer");
            Assert.Equal(issuer.At("spec", "acme", "solvers") is null ? null : "http-01", said["infra/challenges"]?.GetValue<string>());
            // What the platform's own policy leaves out is what no other may open.
            var except = stack.Plan.Object("NetworkPolicy", ns, "allow").At("spec", "egress")!.AsArray()
                .SelectMany(rule => rule!["to"]!.AsArray()).SelectMany(peer => peer.At("ipBlock", "except").Texts());
            Assert.Equal(except.Order(), Of(said, "infra/closed-ranges").Split('\n').Order());
        });

    private static IEnumerable<string> Expressions(Guard guard) =>
    [
        .. guard.AllConditions.Concat(guard.Variables).Select(named => named.Expression),
        .. guard is ValidatingGuard validating
            ? validating.AllRules.SelectMany(rule => new[] { rule.Expression, rule.Message.Expression }) : [],
        .. guard is MutatingGuard mutating ? [mutating.Patches] : Array.Empty<string>(),
    ];

    private static TheoryData<string, string> Named(PolicyCheck check)
    {
        var cases = new TheoryData<string, string>();
        foreach (var file in Directory.EnumerateFiles(check.Cases, "*.yaml").Order(StringComparer.Ordinal))
        {
            foreach (var document in YamlFile.Documents(File.ReadAllText(file)))
                cases.Add(Path.GetFileNameWithoutExtension(file), Of(document, "name"));
        }

        return cases;
    }

    private static void AssertDecided(PolicyCheck check, string file, string name)
    {
        var decision = Assert.Single(check.Decisions, decision => Of(decision, "name") == name
            && Path.GetFileNameWithoutExtension(Of(decision, "file")) == file);
        Assert.True(decision["ok"]!.GetValue<bool>(), decision["problem"]?.ToString() + decision["seen"]);
    }

    private static string Of(JsonNode node, string key) => node[key]!.GetValue<string>();

    private static string Plain(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
