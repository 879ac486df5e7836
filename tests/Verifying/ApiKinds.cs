namespace Infra.Tests.Verifying;

/// <summary>A kind that the imitated API server serves.</summary>
internal sealed record ApiKind(string ApiVersion, string Kind, string Plural, bool Namespaced = true)
{
    public string Group => ApiVersion.Contains('/', StringComparison.Ordinal) ? ApiVersion.Split('/')[0] : "";

    public string Root => Group.Length == 0 ? $"api/{ApiVersion}" : $"apis/{ApiVersion}";

    /// <summary>The kinds that a cluster of the program has.</summary>
    public static readonly ApiKind[] All =
    [
        new("v1", "Node", "nodes", false), new("v1", "Namespace", "namespaces", false), new("v1", "Pod", "pods"),
        new("v1", "Service", "services"), new("v1", "Endpoints", "endpoints"), new("v1", "ConfigMap", "configmaps"),
        new("v1", "Secret", "secrets"), new("v1", "ServiceAccount", "serviceaccounts"), new("v1", "ResourceQuota", "resourcequotas"),
        new("v1", "LimitRange", "limitranges"), new("v1", "Binding", "bindings"), new("apps/v1", "Deployment", "deployments"),
        new("apps/v1", "StatefulSet", "statefulsets"), new("apps/v1", "DaemonSet", "daemonsets"),
        new("autoscaling/v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers"),
        new("v1", "Event", "events"), new("certificates.k8s.io/v1", "CertificateSigningRequest", "certificatesigningrequests", false),
        new("resource.k8s.io/v1", "ResourceSlice", "resourceslices", false),
        new("batch/v1", "Job", "jobs"), new("discovery.k8s.io/v1", "EndpointSlice", "endpointslices"),
        new("networking.k8s.io/v1", "Ingress", "ingresses"), new("networking.k8s.io/v1", "IngressClass", "ingressclasses", false),
        new("networking.k8s.io/v1", "NetworkPolicy", "networkpolicies"),
        new("rbac.authorization.k8s.io/v1", "Role", "roles"), new("rbac.authorization.k8s.io/v1", "RoleBinding", "rolebindings"),
        new("rbac.authorization.k8s.io/v1", "ClusterRole", "clusterroles", false),
        new("rbac.authorization.k8s.io/v1", "ClusterRoleBinding", "clusterrolebindings", false),
        new("authorization.k8s.io/v1", "SubjectAccessReview", "subjectaccessreviews", false),
        new("authorization.k8s.io/v1", "SelfSubjectAccessReview", "selfsubjectaccessreviews", false),
        new("authorization.k8s.io/v1", "SelfSubjectRulesReview", "selfsubjectrulesreviews", false),
        new("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicy", "validatingadmissionpolicies", false),
        new("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicyBinding", "validatingadmissionpolicybindings", false),
        new("admissionregistration.k8s.io/v1", "MutatingAdmissionPolicy", "mutatingadmissionpolicies", false),
        new("admissionregistration.k8s.io/v1", "MutatingAdmissionPolicyBinding", "mutatingadmissionpolicybindings", false),
        new("scheduling.k8s.io/v1", "PriorityClass", "priorityclasses", false),
        new("flowcontrol.apiserver.k8s.io/v1", "FlowSchema", "flowschemas", false),
        new("flowcontrol.apiserver.k8s.io/v1", "PriorityLevelConfiguration", "prioritylevelconfigurations", false),
        new("metallb.io/v1beta1", "IPAddressPool", "ipaddresspools"), new("metallb.io/v1beta1", "L2Advertisement", "l2advertisements"),
        new("metallb.io/v1beta1", "BGPAdvertisement", "bgpadvertisements"), new("metallb.io/v1beta2", "BGPPeer", "bgppeers"),
        new("metallb.io/v1beta1", "ServiceL2Status", "servicel2statuses"),
            new("metallb.io/v1beta1", "ServiceBGPStatus", "servicebgpstatuses"),
        new("metallb.io/v1beta1", "ConfigurationState", "configurationstates"),
        new("cert-manager.io/v1", "Issuer", "issuers"), new("cert-manager.io/v1", "Certificate", "certificates"),
        new("cert-manager.io/v1", "CertificateRequest", "certificaterequests"),
        new("cert-manager.io/v1", "ClusterIssuer", "clusterissuers", false),
    ];
}
