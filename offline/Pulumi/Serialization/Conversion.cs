using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>Turns what a mock returned into the type of an output property.</summary>
internal static class Conversion
{
    private delegate bool Converter(object value, out object? result);

    private static readonly ConcurrentDictionary<Type, Converter> Converters = new();

    /// <summary>The converted value, or the type's default where the value doesn't fit, as in the SDK.</summary>
    public static object? Convert(object? value, Type type)
        => value is not null && TryConvert(value, type, out var result) ? result : DefaultOf(type);

    private static bool TryConvert(object value, Type type, out object? result)
        => Converters.GetOrAdd(type, FindConverter)(value, out result);

    private static object? DefaultOf(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;

    private static Converter FindConverter(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return (object value, out object? result) => TryConvert(value, underlying, out result);
        if (type == typeof(int))
            return (object value, out object? result) => (result = value is double number ? (int)number : null) is not null;
        if (type == typeof(JsonElement))
            return (object value, out object? result) => (result = JsonSerializer.SerializeToElement(value)) is not null;
        if (type.IsEnum)
            return (object value, out object? result)
                => (result = value is double number ? Enum.ToObject(type, (int)number) : null) is not null;
        if (type.IsConstructedGenericType && FindGeneric(type) is { } generic) return generic;
        if (type.IsValueType && type.IsDefined(typeof(EnumTypeAttribute))) return ToEnumType(type);
        if (type.IsDefined(typeof(OutputTypeAttribute)) && FindConstructor(type) is { } constructor) return ToOutputType(constructor);
        return (object value, out object? result) => (result = type.IsInstanceOfType(value) ? value : null) is not null;
    }

    private static Converter? FindGeneric(Type type)
    {
        var definition = type.GetGenericTypeDefinition();
        var arguments = type.GenericTypeArguments;
        if (type == typeof(ImmutableDictionary<string, object>)) return null;
        if (definition == typeof(ImmutableArray<>)) return Make(nameof(ToArray), arguments);
        if (definition == typeof(ImmutableDictionary<,>)) return Make(nameof(ToDictionary), arguments[1]);
        return null;
    }

    private static Converter Make(string method, params Type[] arguments)
        => typeof(Conversion).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(arguments).CreateDelegate<Converter>();

    private static bool ToArray<T>(object value, out object? result)
    {
        result = value is ImmutableArray<object?> items
            ? ImmutableArray.CreateRange(items, item => (T)Convert(item, typeof(T))!)
            : null;
        return result is not null;
    }

    private static bool ToDictionary<T>(object value, out object? result)
    {
        result = (value as ImmutableDictionary<string, object?>)?
            .ToImmutableDictionary(item => item.Key, item => (T)Convert(item.Value, typeof(T))!);
        return result is not null;
    }

    private static Converter ToEnumType(Type type)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;
        return (object value, out object? result)
            => (result = type.GetConstructor(All, [value.GetType()])?.Invoke([value])) is not null;
    }

    private static Converter ToOutputType(ConstructorInfo constructor)
    {
        var parameters = constructor.GetParameters()
            .Select(parameter => (Type: parameter.ParameterType, Name: parameter.Name!))
            .ToImmutableArray();
        return (object value, out object? result) =>
        {
            result = value is ImmutableDictionary<string, object?> fields
                ? constructor.Invoke([.. parameters.Select(parameter => Convert(fields.GetValueOrDefault(parameter.Name), parameter.Type))])
                : null;
            return result is not null;
        };
    }

    private static ConstructorInfo? FindConstructor(Type type)
    {
        var constructors = type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance);
        return constructors.FirstOrDefault(constructor => constructor.IsDefined(typeof(OutputConstructorAttribute)))
            ?? (constructors.Where(constructor => constructor.IsPublic).ToList() is [var only] ? only : null);
    }
}
