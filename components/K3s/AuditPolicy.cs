namespace Infra.Components.K3s;

/// <summary>What the API server writes to its audit log: who did what to which object, never the objects' contents.</summary>
public static class AuditPolicy
{
    /// <summary>The policy file (audit.k8s.io/v1). The first rule that fits counts.</summary>
    public const string Yaml = """
        apiVersion: audit.k8s.io/v1
        kind: Policy
        omitStages:
          - RequestReceived
        rules:
          # Nodes and the control plane read and renew all day; that says nothing about who did what.
          - level: None
            users: ["system:apiserver", "system:kube-controller-manager", "system:kube-scheduler"]
            verbs: ["get", "list", "watch"]
          - level: None
            userGroups: ["system:nodes"]
            verbs: ["get", "list", "watch"]
          - level: None
            resources:
              - group: coordination.k8s.io
                resources: ["leases"]
              - group: ""
                resources: ["events"]
              - group: events.k8s.io
                resources: ["events"]
          - level: None
            nonResourceURLs: ["/healthz*", "/livez*", "/readyz*", "/version", "/openapi*"]
          - level: Metadata
        """;
}
