using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>Anything that a stack consists of.</summary>
public class Resource
{
    private readonly string _type;
    private readonly string _name;
    private readonly List<Resource> _children = [];

    /// <summary>The resource's own transformations and then its ancestors'; shared with the parent where there are no own.</summary>
    private readonly ImmutableArray<ResourceTransformation> _transformations;

    /// <summary>Providers for the resources below, by package.</summary>
    private readonly ImmutableDictionary<string, ProviderResource> _providers = ImmutableDictionary<string, ProviderResource>.Empty;

    private protected Resource(string type, string name, ResourceArgs args, ResourceOptions options, bool remote = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        ArgumentException.ThrowIfNullOrEmpty(name);

        var deployment = Deployment.Required;
        var outputs = ResourceOutputs.Initialize(this, ownOnly: this is ComponentResource && !remote);
        _type = type;
        _name = name;

        var inherited = type == Stack.TypeToken ? [] : (options.Parent ?? deployment.Stack)._transformations;
        _transformations = options.ResourceTransformations.Count == 0 ? inherited : [.. options.ResourceTransformations, .. inherited];
        foreach (var transformation in _transformations) transformation(new(this, args, options));

        if (options.Parent is { } parent)
        {
            lock (parent._children) parent._children.Add(this);
            _providers = parent._providers;
        }

        ProviderResource? provider = null;
        if (this is CustomResource)
        {
            provider = options.Provider ?? options.Parent?.GetProvider(type);
            if (options.Provider is not null && PackageOf(type) is { } package) _providers = _providers.SetItem(package, options.Provider);
        }
        else if (options.Provider is { } own)
        {
            _providers = _providers.SetItem(own.Package, own);
        }

        deployment.Register(new(this, args, options, provider), outputs);
    }

    /// <summary>The name by which the engine knows the resource.</summary>
    [Output("urn")]
    public Output<string> Urn { get; private protected set; } = null!;

    internal Resource[] Children
    {
        get
        {
            lock (_children) return [.. _children];
        }
    }

    /// <summary>The type token.</summary>
    public string GetResourceType() => _type;

    /// <summary>The name given in the program.</summary>
    public string GetResourceName() => _name;

    private ProviderResource? GetProvider(string type)
        => PackageOf(type) is { } package ? _providers.GetValueOrDefault(package) : null;

    private static string? PackageOf(string type) => type.Split(':') is [var package, _, _] ? package : null;
}
