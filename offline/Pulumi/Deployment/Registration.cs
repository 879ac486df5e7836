using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A resource on its way to the engine.</summary>
internal sealed record Registration(Resource Resource, ResourceArgs Args, ResourceOptions Options, ProviderResource? Provider)
{
    /// <summary>Waits for everything that the resource depends on, and gives its known inputs as a provider gets them.</summary>
    public async Task<ImmutableDictionary<string, object>> SerializeInputsAsync()
    {
        var dependencies = new HashSet<Resource>(await Options.GetDependenciesAsync().ConfigureAwait(false));
        var inputs = ImmutableDictionary.CreateBuilder<string, object>();
        foreach (var (name, input) in Args.ToDictionary())
        {
            if (name is "id" or "urn" || input is null) continue;
            var data = await Serializer.SerializeAsync(name, input, dependencies).ConfigureAwait(false);
            if (data is { IsKnown: true, Value: { } value }) inputs.Add(name, value);
        }

        dependencies.Remove(null!); // "No resource" among those that a resource depends on is none.
        foreach (var dependency in Expand(dependencies)) await AwaitAsync(dependency).ConfigureAwait(false);
        if (Options.DeletedWith is { } owner) await AwaitAsync(owner).ConfigureAwait(false);
        return inputs.ToImmutable();
    }

    private static Task AwaitAsync(Resource resource) => resource.Urn.Data;

    /// <summary>The resources of providers behind the dependencies: a component stands for all that is in it.</summary>
    private HashSet<Resource> Expand(HashSet<Resource> dependencies)
    {
        var seen = new HashSet<Resource>();
        var remaining = new Stack<Resource>(dependencies);
        while (remaining.TryPop(out var resource))
        {
            if (!seen.Add(resource) || resource is not ComponentResource) continue;
            foreach (var child in resource.Children) remaining.Push(child);
        }
        if (seen.Contains(Resource))
            throw new InvalidOperationException($"{Resource.GetResourceName()} ({Resource.GetResourceType()}) "
                + "depends on a component that it is part of: it would wait for itself.");
        seen.RemoveWhere(resource => resource is ComponentResource { IsRemote: false });
        return seen;
    }
}
