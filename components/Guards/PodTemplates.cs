namespace Infra.Components.Guards;

/// <summary>How expressions find what Kubernetes' controllers make pods from.</summary>
internal static class PodTemplates
{
    /// <summary>The kinds that have one, as requests name them, in the core group, <c>apps</c> and <c>batch</c>.</summary>
    private const string Kinds =
        """["DaemonSet", "Deployment", "Job", "ReplicaSet", "ReplicationController", "StatefulSet"]""";

    /// <summary>A list with the template of an object of such a kind; of others, and of other groups' kinds, an empty one.</summary>
    /// <param name="o">Expression of the object.</param>
    public static string Of(string o) => $"""
        (!(request.kind.group in ["", "apps", "batch"]) ? [] :
          request.kind.kind == "PodTemplate" ? [dyn({o}).template] :
          request.kind.kind == "CronJob" ? [dyn({o}).spec.jobTemplate.spec.template] :
          request.kind.kind in {Kinds} ? [dyn({o}).spec.template] : [])
        """;
}
