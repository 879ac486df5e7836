using Pulumi;

namespace Infra.Components.Kubernetes;

/// <summary>How what lives in the cluster is registered.</summary>
internal static class ObjectOptions
{
    /// <summary>Options of an object.</summary>
    /// <param name="parent">The component that it is part of.</param>
    /// <param name="deletedWith">What takes it along: nothing is asked of the cluster for it when that is deleted.</param>
    /// <param name="after">What comes before it.</param>
    public static CustomResourceOptions Of(Resource parent, Resource deletedWith, params Resource[] after) => new()
    {
        Parent = parent,
        DependsOn = after,
        DeletedWith = deletedWith,
        // Its name is fixed. Of two, Pulumi deletes the old one last and by its name, which may be the new one's by then.
        DeleteBeforeReplace = true,
    };
}
