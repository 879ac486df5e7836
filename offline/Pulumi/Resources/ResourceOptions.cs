using System.Collections.Immutable;

namespace Pulumi;

/// <summary>How a resource is managed, whatever it is.</summary>
public abstract class ResourceOptions
{
    private static readonly Task<ImmutableArray<Resource>> NoResources = Task.FromResult(ImmutableArray<Resource>.Empty);
    private InputList<Resource>? _dependsOn;

    /// <summary>The component that the resource belongs to; the stack when null.</summary>
    public Resource? Parent { get; set; }

    /// <summary>Resources that must exist first. A component stands for all resources in it.</summary>
    public InputList<Resource> DependsOn
    {
        get => _dependsOn ??= new();
        set => _dependsOn = value;
    }

    /// <summary>Whether deleting is refused; as the parent when null.</summary>
    public bool? Protect { get; set; }

    /// <summary>Properties whose changes are ignored.</summary>
    public List<string> IgnoreChanges { get; set; } = [];

    /// <summary>The provider; one of the parent's when null.</summary>
    public ProviderResource? Provider { get; set; }

    /// <summary>What the resource was called before.</summary>
    public List<Input<Alias>> Aliases { get; set; } = [];

    /// <summary>Called for this resource and for all below it, before they are registered.</summary>
    public List<ResourceTransformation> ResourceTransformations { get; set; } = [];

    /// <summary>Properties whose changes replace the resource.</summary>
    public List<string> ReplaceOnChanges { get; set; } = [];

    /// <summary>Whether the real thing stays when the resource is deleted from the stack.</summary>
    public bool? RetainOnDelete { get; set; }

    /// <summary>A resource whose deletion deletes this one too.</summary>
    public Resource? DeletedWith { get; set; }

    /// <summary>Code of the program that is called in the resource's life.</summary>
    public ResourceHookBinding Hooks { get; set; } = new();

    /// <summary>Puts what is set in other options over these: lists are joined, single values replaced.</summary>
    private protected void Include(ResourceOptions other)
    {
        Parent = other.Parent ?? Parent;
        Protect = other.Protect ?? Protect;
        Provider = other.Provider ?? Provider;
        RetainOnDelete = other.RetainOnDelete ?? RetainOnDelete;
        DeletedWith = other.DeletedWith ?? DeletedWith;
        _dependsOn = Join(_dependsOn, other._dependsOn);
        IgnoreChanges.AddRange(other.IgnoreChanges);
        Aliases.AddRange(other.Aliases);
        ResourceTransformations.AddRange(other.ResourceTransformations);
        ReplaceOnChanges.AddRange(other.ReplaceOnChanges);
        Hooks = new() { BeforeUpdate = [.. Hooks.BeforeUpdate, .. other.Hooks.BeforeUpdate] };
    }

    internal Task<ImmutableArray<Resource>> GetDependenciesAsync()
        => _dependsOn is null ? NoResources : _dependsOn.ToOutput().GetValueAsync(whenUnknown: []);

    private static InputList<Resource>? Join(InputList<Resource>? first, InputList<Resource>? second)
        => first is null ? second?.Clone() : second is null ? first : first.Concat(second);
}
