using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>A member of an argument class that holds an input.</summary>
internal sealed class InputMember
{
    private static readonly ConcurrentDictionary<Type, ImmutableArray<InputMember>> Members = new();
    private readonly MemberInfo _member;
    private readonly InputAttribute _attribute;

    private InputMember(MemberInfo member, InputAttribute attribute)
    {
        _member = member;
        _attribute = attribute;
    }

    public string Name => _attribute.Name;

    public static ImmutableArray<InputMember> Of(Type type) => Members.GetOrAdd(type, Find);

    public object? Read(InputArgs args)
    {
        var value = _member is FieldInfo field ? field.GetValue(args) : ((PropertyInfo)_member).GetValue(args);
        if (value is null && _attribute.IsRequired)
            throw new ArgumentNullException(
                _member.Name, $"[Input] {args.GetType().FullName}.{_member.Name} is required but was not given a value");
        return _attribute.IsJson && value is not null ? new Output<string>(ToJsonAsync(value)) : value;
    }

    private async Task<OutputData<string>> ToJsonAsync(object value)
    {
        var data = value is IInput input
            ? await input.ToOutput().GetDataAsync().ConfigureAwait(false)
            : OutputData<object?>.Of(value);
        if (!data.IsKnown) return new("", data.Resources, IsKnown: false, data.IsSecret);
        var content = await Serializer.SerializeForTextAsync(Name, data.Value).ConfigureAwait(false);
        return new(ProtobufJson.Write(content), data.Resources, IsKnown: true, data.IsSecret);
    }

    private static ImmutableArray<InputMember> Find(Type type)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;
        return type.GetFields(All).Concat<MemberInfo>(type.GetProperties(All))
            .Select(member => (Member: member, Attribute: member.GetCustomAttribute<InputAttribute>()))
            .Where(found => found.Attribute is not null)
            .Select(found => new InputMember(found.Member, found.Attribute!))
            .ToImmutableArray();
    }
}
