namespace Pulumi;

/// <summary>How a component is managed.</summary>
public sealed class ComponentResourceOptions : ResourceOptions
{
    /// <summary>Providers for the resources in the component, one a package.</summary>
    public List<ProviderResource> Providers { get; set; } = [];

    /// <summary>New options: the first ones, and over them what is set in the second.</summary>
    /// <param name="options1">The first options.</param>
    /// <param name="options2">The second options.</param>
    public static ComponentResourceOptions Merge(ComponentResourceOptions? options1, ComponentResourceOptions? options2)
    {
        var merged = new ComponentResourceOptions();
        foreach (var options in new[] { options1, options2 })
        {
            if (options is null) continue;
            merged.Include(options);
            merged.Providers.AddRange(options.Providers);
        }
        // Of two providers of one package the later counts.
        merged.Providers = merged.Providers.AsEnumerable().Reverse().DistinctBy(provider => provider.Package).Reverse().ToList();
        return merged;
    }
}
