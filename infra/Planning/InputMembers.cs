using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Pulumi;

namespace Infra.Planning;

/// <summary>A field or property that is sent to the engine.</summary>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Read">Reads it. Lists and maps are read from their fields: their properties would create them.</param>
internal sealed record InputMember(string Name, Func<object, object?> Read);

/// <summary>Which members of an argument class are sent to the engine.</summary>
internal static class InputMembers
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly ConcurrentDictionary<Type, ImmutableArray<InputMember>> Known = new();

    /// <summary>The members of a class and its bases.</summary>
    public static ImmutableArray<InputMember> Of(Type type) => Known.GetOrAdd(type, Find);

    private static ImmutableArray<InputMember> Find(Type type) =>
    [
        .. Bases(type).SelectMany(declaring => declaring.GetMembers(Declared)).Select(Describe).OfType<InputMember>(),
    ];

    private static IEnumerable<Type> Bases(Type type)
    {
        for (var current = type; current is not null && current != typeof(object); current = current.BaseType)
            yield return current;
    }

    private static InputMember? Describe(MemberInfo member)
    {
        var attribute = member.CustomAttributes.FirstOrDefault(data => data.AttributeType == typeof(InputAttribute));
        if (attribute?.ConstructorArguments[0].Value is not string name)
            return null;
        return member switch
        {
            FieldInfo field => new InputMember(name, field.GetValue),
            PropertyInfo property => new InputMember(name, property.GetValue),
            _ => null,
        };
    }
}
