using System.Collections.Immutable;
using Pulumi.Kubernetes.Types.Inputs.FlowControl.V1;

namespace Infra.Components.Access;

/// <summary>
/// How requests wait for the API server (https://kubernetes.io/docs/concepts/cluster-administration/flow-control): all tenants' in one
/// level, with a queue for each user, so that neither the platform nor another tenant waits for one tenant's loop. No tenant is named:
/// theirs is what Kubernetes would leave to its own last schemas (<c>service-accounts</c>, 9000, and <c>global-default</c>, 9900), save the
/// platform's few, which come first. Not by namespace, which the caller of a request chooses, and which says nothing of a request that has
/// none.
/// </summary>
internal static class FairUse
{
    /// <summary>Name of the level.</summary>
    public const string Level = "infra-tenants";

    // Kubernetes' own schemas for nodes and controllers come before (1 to 900), its general ones after.
    private const int OfPlatform = 8000;
    private const int OfTenants = 8500;

    /// <summary>Kubernetes' own level for what runs in the cluster.</summary>
    private const string PlatformLevel = "workload-low";

    private const string All = "*";

    /// <summary>K3s's own users, save nodes, scheduler and controller manager, for which Kubernetes has schemas.</summary>
    private static readonly ImmutableArray<string> K3sUsers =
        ["k3s-cloud-controller-manager", "system:k3s-controller", "system:kube-proxy"];

    /// <summary>
    /// The tenants' level. Its share is a sixth of the whole: Kubernetes' own levels have 245, and of 600 requests at a time
    /// (<c>--max-requests-inflight</c> and <c>--max-mutating-requests-inflight</c>) these are 101. Nothing is borrowed from the others,
    /// who would get it back late. Queues as in Kubernetes' own levels.
    /// </summary>
    public static PriorityLevelConfigurationSpecArgs LevelOfTenants => new()
    {
        Type = "Limited",
        Limited = new LimitedPriorityLevelConfigurationArgs
        {
            NominalConcurrencyShares = 50,
            LendablePercent = 50,
            BorrowingLimitPercent = 0,
            LimitResponse = new LimitResponseArgs
            {
                Type = "Queue",
                Queuing = new QueuingConfigurationArgs { Queues = 128, HandSize = 6, QueueLengthLimit = 50 },
            },
        },
    };

    /// <summary>What the platform runs in the cluster: it isn't slowed by tenants.</summary>
    /// <param name="namespaces">Namespaces of the platform; Kubernetes sees to <c>kube-system</c> itself.</param>
    public static FlowSchemaSpecArgs Platform(ImmutableArray<string> namespaces) => Schema(PlatformLevel, OfPlatform,
    [
        .. namespaces.Select(name => new SubjectArgs
        {
            Kind = "ServiceAccount",
            ServiceAccount = new ServiceAccountSubjectArgs { Namespace = name, Name = All },
        }),
        .. K3sUsers.Select(name => new SubjectArgs { Kind = "User", User = new UserSubjectArgs { Name = name } }),
    ]);

    /// <summary>Everybody else who has a name: tenants' accounts, their people, and the accounts in their namespaces.</summary>
    public static FlowSchemaSpecArgs Tenants() => Schema(Level, OfTenants,
        [new SubjectArgs { Kind = "Group", Group = new GroupSubjectArgs { Name = "system:authenticated" } }]);

    private static FlowSchemaSpecArgs Schema(string level, int precedence, SubjectArgs[] subjects) => new()
    {
        PriorityLevelConfiguration = new PriorityLevelConfigurationReferenceArgs { Name = level },
        MatchingPrecedence = precedence,
        DistinguisherMethod = new FlowDistinguisherMethodArgs { Type = "ByUser" },
        Rules = new PolicyRulesWithSubjectsArgs
        {
            Subjects = subjects,
            ResourceRules = new ResourcePolicyRuleArgs
            {
                Verbs = All,
                ApiGroups = All,
                Resources = All,
                Namespaces = All,
                ClusterScope = true,
            },
            NonResourceRules = new NonResourcePolicyRuleArgs { Verbs = All, NonResourceURLs = All },
        },
    };
}
