using System.Collections.Immutable;
using Infra.Components.K3s;
using Infra.Components.Machines;
using Infra.Components.Tenants;
using Infra.Stacks;
using Infra.Stacks.Settings;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace Infra.Planning;

/// <summary>Runs the program under Pulumi's test host and says what it registered.</summary>
public static class Planner
{
    /// <summary>Plans a stack.</summary>
    /// <param name="project">The project's name.</param>
    /// <param name="stack">The stack's name.</param>
    /// <param name="settings">The stack's settings.</param>
    /// <param name="agentsKey">
    /// Whether existing machines are reached with the SSH agent's key, not with one that is given. Default false.
    /// </param>
    public static async Task<Plan> PlanAsync(string project, string stack, PlatformSettings settings, bool agentsKey = false)
    {
        var mocks = new PlanMocks(settings.Cluster.Provider);
        var recorder = new ResourceRecorder();
        PlatformStack? platform = null;
        await Deployment.TestWithServiceProviderAsync<PlatformStack>(
            mocks,
            new StackProvider(() => platform = new PlatformStack(
                settings,
                agentsKey ? null : (Input<string>)Output.CreateSecret(StandIn.Secret),
                new StackOptions { ResourceTransformations = { recorder.Record } })),
            new TestOptions { ProjectName = project, StackName = stack, IsPreview = false }).ConfigureAwait(false);

        var resources = await PlannedResources.DescribeAsync(project, stack, mocks, recorder.Resources).ConfigureAwait(false);
        var addresses = await OutputUtilities.GetValueAsync(platform!.Addresses).ConfigureAwait(false);
        var servers = await OutputUtilities.GetValueAsync(platform.Servers).ConfigureAwait(false);
        return new Plan(project, stack, resources, Describe(settings.Cluster, servers),
        [
            .. settings.Tenants.OrderBy(tenant => tenant.Name, StringComparer.Ordinal)
                .Select(tenant => Describe(settings.Cluster, tenant, addresses[tenant.Name])),
        ],
        Hints.Of(settings))
        {
            Scripts = ScriptBundle.Scripts.ToImmutableSortedDictionary(
                script => script.Name, script => script.Text, StringComparer.Ordinal),
        };
    }

    private static ImmutableArray<PlannedServer> Describe(ClusterSettings cluster, ImmutableDictionary<string, string> addresses)
    {
        var entry = cluster.ControlPlane.Entry;
        return
        [
            .. Enumerable.Range(1, cluster.ControlPlane.Count).Select(number => (Number: number, Name: cluster.ServerName(number)))
                .Select(server => new PlannedServer(
                    server.Name, addresses[server.Name], Kubeconfig.Context(cluster.Name, server.Number, entry), server.Number == entry)),
        ];
    }

    private static PlannedTenant Describe(ClusterSettings cluster, TenantSettings tenant, string address)
    {
        var budget = NodeBudget.Of(cluster.Provider.MemoryMi(tenant), tenant.Ingress, cluster.Announcement);
        return new PlannedTenant(
            tenant.Name,
            new TenantNames(tenant.Name).Node(cluster.Name),
            address,
            tenant.Domains,
            tenant.Ingress.Word,
            budget.ReservedMi,
            budget.LeftMi,
            budget.LeftMi + tenant.Ingress.MemoryMi)
        {
            ArrivalAddress = tenant.TranslatedTo ?? address,
        };
    }
}
