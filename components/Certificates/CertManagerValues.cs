using Infra.Components.Kubernetes;

namespace Infra.Components.Certificates;

/// <summary>Values for cert-manager's chart.</summary>
public static class CertManagerValues
{
    /// <summary>The values for a cluster: all on the control plane, and no tenant makes issuers through aggregated roles.</summary>
    public static Values Build() => new()
    {
        ["crds"] = new Values { ["enabled"] = true, ["keep"] = true },
        ["global"] = new Values
        {
            ["rbac"] = new Values { ["aggregateClusterRoles"] = false },
            ["leaderElection"] = new Values { ["namespace"] = CertManagerComponent.Namespace },
            ["priorityClassName"] = "system-cluster-critical",
        },
        ["nodeSelector"] = Placement.ControlPlaneSelector,
        ["tolerations"] = Placement.ControlPlaneTolerations,
        ["resources"] = Placement.Resources("25m", "64Mi", "192Mi"),
        ["prometheus"] = new Values { ["enabled"] = true },
        ["webhook"] = Part("32Mi", "96Mi"),
        ["cainjector"] = Part("64Mi", "256Mi"),
        // Keeps the release waiting until the webhook answers.
        ["startupapicheck"] = Part("32Mi", "96Mi"),
    };

    private static Values Part(string memory, string memoryLimit) => new()
    {
        ["nodeSelector"] = Placement.ControlPlaneSelector,
        ["tolerations"] = Placement.ControlPlaneTolerations,
        ["resources"] = Placement.Resources("10m", memory, memoryLimit),
    };
}
