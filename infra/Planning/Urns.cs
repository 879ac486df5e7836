using Pulumi;

namespace Infra.Planning;

/// <summary>
/// The URNs that Pulumi's engine would give, with the types of all ancestors:
/// <c>urn:pulumi:&lt;stack&gt;::&lt;project&gt;::&lt;types&gt;::&lt;name&gt;</c>. Those of the test host are shorter.
/// </summary>
internal sealed class Urns
{
    private const string StackType = "pulumi:pulumi:Stack";

    private readonly string _prefix;
    private readonly string _stack;
    private readonly Dictionary<Resource, Resource?> _parents;
    private readonly Dictionary<Resource, string> _qualifiedTypes = [];
    private readonly Dictionary<(string Type, string Name), Resource> _byName;

    /// <summary>Takes note of who is whose parent.</summary>
    public Urns(string project, string stack, IReadOnlyCollection<RecordedResource> recorded)
    {
        _prefix = $"urn:pulumi:{stack}::{project}::";
        var root = recorded.Select(resource => resource.Resource).OfType<Stack>().FirstOrDefault();
        _parents = recorded.ToDictionary(
            resource => resource.Resource, resource => resource.Options.Parent ?? (resource.Resource is Stack ? null : root));
        _byName = _parents.Keys.ToDictionary(resource => (resource.GetResourceType(), resource.GetResourceName()));
        _stack = $"{_prefix}{StackType}::{project}-{stack}";
    }

    /// <summary>The URN of a resource.</summary>
    public string Of(Resource resource) =>
        resource is Stack ? _stack : $"{_prefix}{QualifiedType(resource)}::{resource.GetResourceName()}";

    /// <summary>The URN of a resource's parent.</summary>
    public string ParentOf(Resource resource) => _parents[resource] is { } parent ? Of(parent) : _stack;

    /// <summary>The URN of a provider, of which the test host's reference (<c>urn::id</c>) is known.</summary>
    public string? OfProvider(string? reference)
    {
        if (string.IsNullOrEmpty(reference))
            return null;
        var parts = reference.Split("::");
        return Of(_byName[(parts[2].Split('$')[^1], parts[3])]);
    }

    private string QualifiedType(Resource resource)
    {
        if (_qualifiedTypes.TryGetValue(resource, out var known))
            return known;
        var type = resource.GetResourceType();
        if (_parents[resource] is { } parent and not Stack)
            type = $"{QualifiedType(parent)}${type}";
        return _qualifiedTypes[resource] = type;
    }
}
