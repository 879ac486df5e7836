namespace Pulumi;

/// <summary>How a resource of a provider is managed.</summary>
public sealed class CustomResourceOptions : ResourceOptions
{
    /// <summary>Whether a replaced resource is deleted before its successor is created.</summary>
    public bool? DeleteBeforeReplace { get; set; }

    /// <summary>Outputs to keep secret that the provider doesn't.</summary>
    public List<string> AdditionalSecretOutputs { get; set; } = [];

    /// <summary>New options: the first ones, and over them what is set in the second.</summary>
    /// <param name="options1">The first options.</param>
    /// <param name="options2">The second options.</param>
    public static CustomResourceOptions Merge(CustomResourceOptions? options1, CustomResourceOptions? options2)
    {
        var merged = new CustomResourceOptions();
        foreach (var options in new[] { options1, options2 })
        {
            if (options is null) continue;
            merged.Include(options);
            merged.DeleteBeforeReplace = options.DeleteBeforeReplace ?? merged.DeleteBeforeReplace;
            merged.AdditionalSecretOutputs.AddRange(options.AdditionalSecretOutputs);
        }
        return merged;
    }
}
