using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>Gives a resource's [Output] properties outputs that the registration completes.</summary>
internal static class ResourceOutputs
{
    private static readonly ConcurrentDictionary<(Type, bool), ImmutableArray<OutputProperty>> Properties = new();

    /// <param name="resource">The resource.</param>
    /// <param name="ownOnly">Whether the program sets the properties itself, all but those that every resource has.</param>
    public static ImmutableArray<OutputSource> Initialize(Resource resource, bool ownOnly)
    {
        var resources = ImmutableHashSet.Create(resource);
        return ImmutableArray.CreateRange(Properties.GetOrAdd((resource.GetType(), ownOnly), Find), property =>
        {
            var source = (OutputSource)property.Constructor.Invoke(property.Name, resources);
            property.Setter.Invoke(resource, source.Output);
            return source;
        });
    }

    private static ImmutableArray<OutputProperty> Find((Type Type, bool OwnOnly) key)
        => [.. key.Type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => !key.OwnOnly || property.DeclaringType == typeof(Resource))
            .Select(property => (Property: property, Attribute: property.GetCustomAttribute<OutputAttribute>()))
            .Where(found => found.Attribute is not null)
            .Select(found => Describe(found.Property, found.Attribute!.Name ?? found.Property.Name))];

    private static OutputProperty Describe(PropertyInfo property, string name)
    {
        var owner = property.DeclaringType!;
        var type = property.PropertyType;
        if (!type.IsConstructedGenericType || type.GetGenericTypeDefinition() != typeof(Output<>))
            throw RunException.OutputsHaveIncorrectType([name]);

        var setter = owner.GetProperty(property.Name, type)?.GetSetMethod(nonPublic: true)
            ?? throw new InvalidOperationException($"[Output] {owner.FullName}.{property.Name} did not have a 'set' method");
        var source = typeof(OutputSource<>).MakeGenericType(type.GenericTypeArguments);
        return new(name, MethodInvoker.Create(setter), ConstructorInvoker.Create(source.GetConstructors().Single()));
    }

    private sealed record OutputProperty(string Name, MethodInvoker Setter, ConstructorInvoker Constructor);
}
