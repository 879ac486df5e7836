using Pulumi;
using Pulumi.Utilities;

namespace Infra.Components;

/// <summary>
/// Outputs of resources that aren't there yet. A deployment with <c>--target</c> leaves resources out; those that it would have made have
/// null for outputs, whatever their types say.
/// </summary>
public static class MissingOutput
{
    /// <summary>The output; unknown, as in a preview, if its resource isn't there yet. Nothing is computed from it then.</summary>
    public static Output<T> OrUnknown<T>(this Output<T> output)
        where T : class => output.Apply(value => value is null ? OutputUtilities.CreateUnknown(value!) : Output.Create(value));
}
