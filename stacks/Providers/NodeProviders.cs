using System.Collections.Immutable;
using Infra.Stacks.Providers.HCloud;
using Infra.Stacks.Providers.Ssh;
using Infra.Stacks.Settings.Grammars;

namespace Infra.Stacks.Providers;

/// <summary>The providers of nodes.</summary>
public static class NodeProviders
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<NodeProvider> All { get; } = [new HCloudProvider(), new SshProvider()];

    /// <summary>The one of a type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    public static T Get<T>()
        where T : NodeProvider => All.OfType<T>().Single();
}

/// <summary>The word of a provider.</summary>
internal sealed class ProviderWord() : Choice(NodeProviders.All.Select(provider => KeyValuePair.Create(provider.Word, (object)provider)));
