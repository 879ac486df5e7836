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
    private readonly Dictionary<Resource, FormerName[]> _formerNames = [];
    private readonly Dictionary<Resource, HashSet<string>> _aliases = [];
    private readonly Dictionary<Resource, Resource?> _parents;
    private readonly Dictionary<Resource, string> _qualifiedTypes = [];
    private readonly Dictionary<(string Type, string Name), Resource> _byName;

    /// <summary>Takes note of who is whose parent, and of what each was called before.</summary>
    public static async Task<Urns> ReadAsync(string project, string stack, IReadOnlyCollection<RecordedResource> recorded)
    {
        var urns = new Urns(project, stack, recorded);
        foreach (var resource in recorded)
        {
            urns._formerNames[resource.Resource] =
                await Task.WhenAll(resource.Options.Aliases.Select(FormerName.ReadAsync)).ConfigureAwait(false);
        }

        return urns;
    }

    private Urns(string project, string stack, IReadOnlyCollection<RecordedResource> recorded)
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

    /// <summary>
    /// The URNs that a resource had before, by its own aliases and by its ancestors'. A child whose name begins with its parent's began
    /// with the parent's former name.
    /// </summary>
    public IReadOnlySet<string> AliasesOf(Resource resource)
    {
        if (_aliases.TryGetValue(resource, out var known))
            return known;
        var own = _formerNames[resource];
        var (urn, parent) = (Of(resource), ParentOf(resource));
        var inherited = _parents[resource] is { } above and not Stack ? AliasesOf(above) : new HashSet<string>();
        var aliases = own.Select(former => former.Urn ?? Former(resource, former, FormerParent(former) ?? parent))
            .Concat(inherited.SelectMany(grandparent => own.Where(former => former.Urn is null && !former.NamesParent)
                .Select(former => Former(resource, former, grandparent))
                .Append(Former(resource, null, grandparent))))
            .Where(alias => alias != urn)
            .ToHashSet(StringComparer.Ordinal);
        return _aliases[resource] = aliases;
    }

    /// <summary>The URN of a provider, of which the test host's reference (<c>urn::id</c>) is known.</summary>
    public string? OfProvider(string? reference)
    {
        if (string.IsNullOrEmpty(reference))
            return null;
        var parts = reference.Split("::");
        return Of(_byName[(parts[2].Split('$')[^1], parts[3])]);
    }

    private string? FormerParent(FormerName former) =>
        former.NoParent ? _stack : former.Parent is { } parent ? Of(parent) : former.ParentUrn;

    private string Former(Resource resource, FormerName? former, string parentUrn)
    {
        // urn:pulumi:<stack>, <project>, <types>, <name>; a name may hold colons.
        var (own, parent) = (_prefix.Split("::"), parentUrn.Split("::", 4));
        var above = parent[2] == StackType ? "" : $"{parent[2]}$";
        var stack = former?.Stack is { } formerStack ? $"urn:pulumi:{formerStack}" : own[0];
        var name = former?.Name ?? NameUnder(resource, parent[3]);
        return string.Join("::", stack, former?.Project ?? own[1], $"{above}{former?.Type ?? resource.GetResourceType()}", name);
    }

    private string NameUnder(Resource resource, string formerParent)
    {
        var name = resource.GetResourceName();
        return _parents[resource] is { } parent and not Stack && name.StartsWith(parent.GetResourceName(), StringComparison.Ordinal)
            && formerParent != parent.GetResourceName()
            ? $"{formerParent}{name[parent.GetResourceName().Length..]}"
            : name;
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
