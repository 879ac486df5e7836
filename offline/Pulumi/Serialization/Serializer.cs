using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>
/// Turns one property into what a provider is sent: booleans, doubles, texts, arrays and dictionaries.
/// The property as a whole is unknown or secret when anything in it is.
/// </summary>
internal sealed class Serializer
{
    /// <summary>What the engine is sent in place of an unknown value.</summary>
    public const string UnknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    /// <summary>What the engine knows a secret by: the key, and the key's value, of the map that the secret is wrapped in.</summary>
    private const string SpecialKey = "4dabf18193072939515e22adb298388d";

    private const string SecretSignature = "1b47061264138c4ac30d75fd1eb44270";

    private static readonly ConcurrentDictionary<Type, Func<object, object?>?> EnumReaders = new();
    private static readonly ConcurrentDictionary<Type, ImmutableArray<FieldInfo>> OutputTypeFields = new();

    private readonly HashSet<Resource> _resources;
    private readonly List<object> _path = [];
    private readonly bool _isForText;
    private bool _isKnown = true;
    private bool _isSecret;

    private Serializer(string property, HashSet<Resource> resources, bool isForText = false)
    {
        _path.Add(property);
        _resources = resources;
        _isForText = isForText;
    }

    /// <param name="property">The property's name, for errors.</param>
    /// <param name="value">Its value.</param>
    /// <param name="resources">Gets the resources that the value came from.</param>
    public static async ValueTask<OutputData<object?>> SerializeAsync(string property, object? value, HashSet<Resource> resources)
    {
        var serializer = new Serializer(property, resources);
        try
        {
            var serialized = await serializer.SerializeAsync(value).ConfigureAwait(false);
            return new(serialized, [], serializer._isKnown, serializer._isSecret);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"error serializing property \"{property}\": {exception.Message}", exception);
        }
    }

    /// <summary>The value as it stands in a text: there secrets are wrapped and the unknown is spelt as the engine gets them.</summary>
    public static ValueTask<object?> SerializeForTextAsync(string property, object? value)
        => new Serializer(property, [], isForText: true).SerializeAsync(value);

    private async ValueTask<object?> SerializeAsync(object? value)
    {
        switch (value)
        {
            case null or bool or double:
                return value;
            case string text:
                if (text == UnknownValue) _isKnown = false;
                return text;
            case int number:
                return (double)number;
            case InputArgs args:
                return await SerializeFieldsAsync(args.ToDictionary()).ConfigureAwait(false);
            case IInput input:
                return await SerializeOutputAsync(input.ToContent()).ConfigureAwait(false);
            case IOutput output:
                return await SerializeOutputAsync(output).ConfigureAwait(false);
            case IUnion union:
                return await SerializeAsync(union.Value).ConfigureAwait(false);
            case Resource resource:
                return await SerializeResourceAsync(resource).ConfigureAwait(false);
            case IDictionary dictionary:
                return await SerializeDictionaryAsync(dictionary).ConfigureAwait(false);
            case IList list:
                return await SerializeListAsync(list).ConfigureAwait(false);
            case AssetOrArchive:
                return value;
            case JsonElement json:
                return SerializeJson(json);
            case Enum { } constant when constant.GetTypeCode() == TypeCode.Int32:
                return (double)(int)value;
            case ValueTuple:
                return null;
            case Task:
                throw Unsupported("A task can't be an input; make an output of it with Output.Create");
        }

        var type = value.GetType();
        if (EnumReaders.GetOrAdd(type, FindEnumReader) is { } read) return read(value);
        if (type.IsDefined(typeof(OutputTypeAttribute))) return await SerializeOutputTypeAsync(value, type).ConfigureAwait(false);
        throw Unsupported($"{type.FullName} is not a supported argument type");
    }

    private async ValueTask<object?> SerializeOutputAsync(IOutput output)
    {
        var data = await output.GetDataAsync().ConfigureAwait(false);
        _resources.UnionWith(data.Resources);
        _isSecret |= data.IsSecret;
        _isKnown &= data.IsKnown;
        if (!data.IsKnown) return _isForText ? UnknownValue : null;
        // The engine refuses it: sdk/go/common/resource/plugin/rpc.go, unmarshalSecretPropertyValue.
        if (data is { IsSecret: true, Value: null }) throw Unsupported("malformed RPC secret: missing value");
        var value = await SerializeAsync(data.Value).ConfigureAwait(false);
        return _isForText && data.IsSecret
            ? ImmutableDictionary<string, object?>.Empty.Add(SpecialKey, SecretSignature).Add("value", value)
            : value;
    }

    private async ValueTask<object?> SerializeResourceAsync(Resource resource)
    {
        _resources.Add(resource);
        await resource.Urn.Data.ConfigureAwait(false);
        return resource;
    }

    private async ValueTask<object?> SerializeFieldsAsync(ImmutableDictionary<string, object?> fields)
    {
        var result = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach (var (name, field) in fields)
        {
            if (await SerializeAtAsync(name, field).ConfigureAwait(false) is { } value) result[name] = value;
        }
        return result.ToImmutable();
    }

    private async ValueTask<object?> SerializeDictionaryAsync(IDictionary dictionary)
    {
        var result = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach (DictionaryEntry entry in dictionary)
        {
            if (entry.Key is not string name) throw Unsupported("Dictionaries are only supported with string keys");
            if (await SerializeAtAsync(name, entry.Value).ConfigureAwait(false) is { } value) result[name] = value;
        }
        return result.ToImmutable();
    }

    private async ValueTask<object?> SerializeListAsync(IList list)
    {
        var type = list.GetType();
        var isUninitialized = type.IsValueType && Activator.CreateInstance(type)!.Equals(list);
        if (isUninitialized) return ImmutableArray<object?>.Empty;

        var result = ImmutableArray.CreateBuilder<object?>(list.Count);
        for (var i = 0; i < list.Count; i++) result.Add(await SerializeAtAsync(i, list[i]).ConfigureAwait(false));
        return result.MoveToImmutable();
    }

    private async ValueTask<object?> SerializeOutputTypeAsync(object value, Type type)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;
        var result = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach (var field in OutputTypeFields.GetOrAdd(type, key => [.. key.GetFields(All).Where(field => field.IsInitOnly)]))
        {
            var name = char.ToLowerInvariant(field.Name[0]) + field.Name[1..];
            result[name] = await SerializeAtAsync(name, field.GetValue(value)).ConfigureAwait(false);
        }
        return result.ToImmutable();
    }

    private async ValueTask<object?> SerializeAtAsync(object step, object? value)
    {
        if (value is null or bool or double) return value;
        _path.Add(step);
        var serialized = await SerializeAsync(value).ConfigureAwait(false);
        _path.RemoveAt(_path.Count - 1);
        return serialized;
    }

    private static object? SerializeJson(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => json.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => json.EnumerateArray().Select(SerializeJson).ToImmutableArray(),
        JsonValueKind.Object => SerializeJsonObject(json),
        _ => null,
    };

    private static ImmutableDictionary<string, object?> SerializeJsonObject(JsonElement json)
    {
        var result = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach (var field in json.EnumerateObject()) result[field.Name] = SerializeJson(field.Value);
        return result.ToImmutable();
    }

    private static Func<object, object?>? FindEnumReader(Type type)
    {
        if (!type.IsValueType || !type.IsDefined(typeof(EnumTypeAttribute))) return null;
        var conversion = type.GetMethod("op_Explicit", BindingFlags.Public | BindingFlags.Static, [type])
            ?? throw new InvalidOperationException($"{type.FullName} needs an explicit conversion to String or Double.");
        return value => conversion.Invoke(null, [value]);
    }

    private InvalidOperationException Unsupported(string problem)
        => new($"{problem} (at {string.Concat(_path.Select((step, i) => i == 0 ? $"{step}" : step is int ? $"[{step}]" : $".{step}"))}).");
}
