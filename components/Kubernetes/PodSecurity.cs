namespace Infra.Components.Kubernetes;

/// <summary>Labels of Pod Security admission (https://kubernetes.io/docs/concepts/security/pod-security-admission).</summary>
public static class PodSecurity
{
    /// <summary>Names the level that pods in a namespace must keep to: <c>privileged</c>, <c>baseline</c> or <c>restricted</c>.</summary>
    public const string EnforceKey = "pod-security.kubernetes.io/enforce";

    /// <summary>Names the level that is warned of when it's broken.</summary>
    public const string WarnKey = "pod-security.kubernetes.io/warn";
}
