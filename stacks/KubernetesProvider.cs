using Pulumi;
using Pulumi.Kubernetes;
using Pulumi.Kubernetes.Types.Inputs.Provider;

namespace Infra.Stacks;

/// <summary>
/// How objects reach the cluster. The provider reads inputs that aren't set from the caller's environment (<c>KUBECONFIG</c> and
/// <c>PULUMI_K8S_…</c>), so each of them is set: a plan is the same whoever makes it.
/// </summary>
internal static class KubernetesProvider
{
    /// <summary>The provider's arguments.</summary>
    /// <param name="kubeconfig">The administrator's kubeconfig.</param>
    /// <param name="cluster">The cluster's name.</param>
    public static ProviderArgs Arguments(Input<string> kubeconfig, string cluster) => new()
    {
        KubeConfig = kubeconfig,
        // Without it, another address in the kubeconfig would count as another cluster, and every object would be replaced.
        ClusterIdentifier = cluster,
        EnableServerSideApply = true,
        DeleteUnreachable = false,
        // Replaced, the guards would be without their parameters for a while, and refuse everything.
        EnableConfigMapMutable = true,
        // What somebody changed by hand comes back: a field of the program's is the program's, whoever wrote it last.
        EnablePatchForce = true,
        EnableSecretMutable = false,
        SkipUpdateUnreachable = false,
        SuppressDeprecationWarnings = false,
        SuppressHelmHookWarnings = false,
        // What a killed run made and couldn't note is taken over. All names are the program's, and no two of its resources share one.
        UpsertExistingObjects = true,
        HelmReleaseSettings = new HelmReleaseSettingsArgs
        {
            // With another driver, Helm wouldn't find the releases that are there.
            Driver = "secret",
            // Where Helm keeps its files on the caller's machine is no part of a plan.
            PluginsPath = null,
            RegistryConfigPath = null,
            RepositoryCache = null,
            RepositoryConfigPath = null,
        },
    };
}
