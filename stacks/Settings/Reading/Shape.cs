using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Infra.Components.Grammars;
using Infra.Stacks.Settings.Grammars;

namespace Infra.Stacks.Settings.Reading;

/// <summary>What a record declares: each property that can be set is a setting.</summary>
public sealed class Shape
{
    private static readonly ConcurrentDictionary<Type, Shape> Known = new();

    private Shape(Type type)
    {
        Type = type;
        var defaults = Create();
        Settings =
        [
            .. type.GetProperties().Where(property => property.SetMethod is not null).OrderBy(property => property.MetadataToken)
                .Select(property => new Setting(property, FormOf(property, property.PropertyType), property.GetValue(defaults))),
        ];
        ShortForm = type.GetCustomAttribute<ShortFormAttribute>();
    }

    /// <summary>The record.</summary>
    public Type Type { get; }

    /// <summary>Its settings, in the record's order.</summary>
    public ImmutableArray<Setting> Settings { get; }

    /// <summary>How the record may be written without a map; null when it can't.</summary>
    public ShortFormAttribute? ShortForm { get; }

    /// <summary>The setting that may stand for the whole record; null for none.</summary>
    public Setting? Short => Settings.FirstOrDefault(setting => setting.Property.Name == ShortForm?.Property);

    /// <summary>The shape of a record.</summary>
    /// <exception cref="InvalidOperationException">A property doesn't say what its value looks like.</exception>
    public static Shape Of(Type record) => Known.GetOrAdd(record, type => new Shape(type));

    /// <summary>A record with its defaults; what is required has its type's default.</summary>
    internal object Create() => Activator.CreateInstance(Type)!;

    private static Form FormOf(PropertyInfo property, Type declared)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (property.GetCustomAttribute<KeysAttribute>() is { } keys) return new Form.Map(keys.Grammar, Given(property));
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            return new Form.List(FormOf(property, type.GetGenericArguments()[0]), type.GetGenericArguments()[0]);
        if (property.GetCustomAttribute<FormAttribute>() is { } form) return new Form.Scalar(form.Grammar, type);
        if (type == typeof(bool)) return new Form.Scalar(new Flag(), type);
        if (type.IsEnum) return new Form.Scalar(Choice.Of(type), type);
        return type.GetConstructor([]) is not null ? new Form.Record(Of(type)) : new Form.Scalar(Given(property), type);
    }

    private static Grammar Given(PropertyInfo property) => property.GetCustomAttribute<FormAttribute>()?.Grammar
        ?? throw new InvalidOperationException(
            $"{property.DeclaringType!.Name}.{property.Name} needs a [Form<…>] that says what it looks like.");
}

/// <summary>What may stand under a key.</summary>
public abstract record Form
{
    private Form()
    {
    }

    /// <summary>A plain value.</summary>
    /// <param name="Grammar">What it looks like.</param>
    /// <param name="Type">What it becomes.</param>
    public sealed record Scalar(Grammar Grammar, Type Type) : Form;

    /// <summary>A list.</summary>
    /// <param name="Item">What its items are.</param>
    /// <param name="Type">What they become.</param>
    public sealed record List(Form Item, Type Type) : Form;

    /// <summary>A map whose keys are free.</summary>
    /// <param name="Keys">What they look like.</param>
    /// <param name="Values">What their values look like.</param>
    public sealed record Map(Grammar Keys, Grammar Values) : Form;

    /// <summary>A map whose keys are settings.</summary>
    /// <param name="Shape">The settings.</param>
    public sealed record Record(Shape Shape) : Form;
}
