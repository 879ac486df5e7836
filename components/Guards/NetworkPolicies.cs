using Infra.Components.Kubernetes;

namespace Infra.Components.Guards;

/// <summary>
/// Keeps a tenant's network policies from opening what the platform closed. Policies only add up: none takes back what another one allows,
/// so each is refused by itself that opens more than the platform's own.
/// </summary>
internal static class NetworkPolicies
{
    /// <summary>Peers, exceptions and ports of one policy: enough for the closed ranges below a few open ones.</summary>
    private const int Most = 100;

    public static readonly ValidatingGuard Guard =
        new("infra-network-policies", [new("networking.k8s.io", ["networkpolicies"], "CREATE", "UPDATE")])
        {
            Needs = [TenantAnnotations.ClosedRanges],
            Conditions = [Actors.NoAdministrator],
            LooksAt = [LookedAt.Spec],
            Variables =
            [
                Tenant.Name,
                new("closed", TenantAnnotations.Items(TenantAnnotations.ClosedRanges)),
                new("rules", """
                    object.spec.?ingress.orValue([]).map(rule, dyn(rule.?from.orValue([]))) +
                      object.spec.?egress.orValue([]).map(rule, dyn(rule.?to.orValue([])))
                    """),
                new("ports", """
                    object.spec.?ingress.orValue([]).map(rule, rule.?ports.orValue([]).size()) +
                      object.spec.?egress.orValue([]).map(rule, rule.?ports.orValue([]).size())
                    """),
                new("openBlocks", """
                    variables.rules.map(rule, rule.filter(peer, has(peer.ipBlock)).map(peer, peer.ipBlock).filter(block,
                      variables.closed.exists(closed,
                        (cidr(block.cidr).containsCIDR(cidr(closed)) || cidr(closed).containsCIDR(cidr(block.cidr))) &&
                        !block.?except.orValue([]).exists(except, cidr(except).containsCIDR(cidr(closed)))))
                      .map(block, block.cidr).join(", ")).filter(blocks, blocks != "")
                    """),
            ],
            Rules =
            [
                new($"""
                    variables.rules.map(rule, rule.map(peer, 1 + peer.?ipBlock.?except.orValue([]).size()).sum()).sum() +
                      variables.ports.sum() <= {Most}
                    """,
                    $"""
                    more than {Most} peers, exceptions and ports are too many, as each of them is kept on every node: name ranges that
                    hold several (ipBlock, endPort), or pods by a label that they share
                    """),
                new("variables.rules.all(rule, rule.size() > 0)",
                    """
                    a rule without from or to opens the pods to everybody: name pods (podSelector); network policies only add up, so
                    this one can't open what the platform closed
                    """),
                new($"""
                    variables.rules.all(rule, rule.all(peer, !has(peer.namespaceSelector) ||
                      peer.namespaceSelector.?matchLabels[?"{TenantLabels.OwnerKey}"].orValue("") == variables.tenant))
                    """,
                    $"""
                    a namespaceSelector leads to other tenants or the platform: name pods of the own namespace by podSelector alone, or
                    select {TenantLabels.OwnerKey}: `variables.tenant`; network policies only add up, so this one can't open what the
                    platform closed
                    """),
                new("variables.openBlocks.size() == 0",
                    $"""
                    ipBlock `{GuardMessage.Short("""variables.openBlocks.join(", ")""")}` has ranges in it that the platform closed (private
                    networks, nodes, the API, the metadata service): put these below except:
                    `variables.closed.join(", ")`; network policies only add up, so this one can't
                    open what the platform closed
                    """),
            ],
        };
}
