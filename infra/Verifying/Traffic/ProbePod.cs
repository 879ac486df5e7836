using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Infra.Verifying.Traffic;

/// <summary>
/// A pod that tries to connect to addresses, all at once, and says in its last words which it reached: Kubernetes keeps up to 4 KiB that a
/// container writes for its end. It is as any tenant's: it keeps to Pod Security's standard 'restricted', and ends by itself.
/// </summary>
internal static class ProbePod
{
    /// <summary>Label of probe pods; the value is the tenant.</summary>
    public const string Label = "infra/probe";

    /// <summary>The word after all others: the probe came to its end.</summary>
    public const string End = "end";

    // Numbers of those reached, a line each. Not more at once than the pod's memory allows. A new pod has no network policy in its first
    // instants, so what is closed counts as reached when it still is some seconds later; what must answer is given the same time.
    private const string Script =
        """
        try() {
          wanted=no
          [ "$1" -ge "$OPEN" ] || wanted=yes
          for pause in 0 1 2 4 8; do
            sleep "$pause"
            reached=no
            ! nc -z -w 3 "${2%:*}" "${2##*:}" >&2 || reached=yes
            [ "$reached" != "$wanted" ] || break
          done
          [ "$reached" = no ] || echo "$1" >>/dev/termination-log
        }
        n=0
        for target in $TARGETS; do
          try "$n" "$target" &
          n=$((n + 1))
          [ $((n % 20)) -ne 0 ] || wait
        done
        wait
        echo end >>/dev/termination-log
        """;

    /// <summary>The pod.</summary>
    /// <param name="ns">Its namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="image">Its image.</param>
    /// <param name="deadline">After this time Kubernetes ends it.</param>
    /// <param name="targets">What it tries, in this order: first what must answer.</param>
    public static JsonObject Of(string ns, string name, string tenant, string image, TimeSpan deadline,
        ImmutableArray<ProbeTarget> targets) => new()
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = ns, ["labels"] = new JsonObject { [Label] = tenant } },
            ["spec"] = new JsonObject
            {
                ["restartPolicy"] = "Never",
                ["activeDeadlineSeconds"] = (int)deadline.TotalSeconds,
                ["automountServiceAccountToken"] = false,
                ["enableServiceLinks"] = false,
                ["securityContext"] = new JsonObject
                {
                    ["runAsNonRoot"] = true,
                    ["runAsUser"] = 65534,
                    ["seccompProfile"] = new JsonObject { ["type"] = "RuntimeDefault" },
                },
                ["containers"] = new JsonArray(new JsonObject
                {
                    ["name"] = "probe",
                    ["image"] = image,
                    ["command"] = new JsonArray("sh", "-c", Script),
                    ["env"] = new JsonArray(new JsonObject
                    {
                        ["name"] = "TARGETS",
                        ["value"] = string.Join(' ', targets.Select(target => string.Create(
                            CultureInfo.InvariantCulture, $"{target.Address}:{target.Port}"))),
                    }, new JsonObject
                    {
                        ["name"] = "OPEN",
                        ["value"] = targets.Count(target => target.MustAnswer).ToString(CultureInfo.InvariantCulture),
                    }),
                    ["resources"] = new JsonObject
                    {
                        ["requests"] = new JsonObject { ["cpu"] = "10m", ["memory"] = "32Mi" },
                        ["limits"] = new JsonObject { ["cpu"] = "200m", ["memory"] = "32Mi" },
                    },
                    ["securityContext"] = new JsonObject
                    {
                        ["allowPrivilegeEscalation"] = false,
                        ["readOnlyRootFilesystem"] = true,
                        ["capabilities"] = new JsonObject { ["drop"] = new JsonArray("ALL") },
                    },
                }),
            },
        };
}
