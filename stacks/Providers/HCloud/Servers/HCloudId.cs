using System.Globalization;
using Pulumi;

namespace Infra.Stacks.Providers.HCloud.Servers;

/// <summary>Ids of Hetzner Cloud's resources: a resource's own is text, a reference to it a number.</summary>
internal static class HCloudId
{
    /// <summary>The id as other resources' inputs want it.</summary>
    public static Output<int> NumericId(this CustomResource resource) =>
        resource.Id.Apply(id => int.Parse(id, CultureInfo.InvariantCulture));
}
