namespace Pulumi;

/// <summary>Marks a property or field of an argument class that is sent to the provider.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class InputAttribute : Attribute
{
    /// <summary>Names the input.</summary>
    /// <param name="name">Its name at the provider.</param>
    /// <param name="required">Whether it must be given.</param>
    /// <param name="json">Whether it is sent as JSON text.</param>
    public InputAttribute(string name, bool required = false, bool json = false)
    {
        Name = name;
        IsRequired = required;
        IsJson = json;
    }

    internal string Name { get; }

    internal bool IsRequired { get; }

    internal bool IsJson { get; }
}

/// <summary>Marks an output property of a resource, a component or a stack.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OutputAttribute : Attribute
{
    /// <summary>Names the output.</summary>
    /// <param name="name">Its name at the provider; the property's own name when null.</param>
    public OutputAttribute(string? name = null) => Name = name;

    internal string? Name { get; }
}

/// <summary>Marks a class whose objects come from a provider.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OutputTypeAttribute : Attribute
{
}

/// <summary>Marks the constructor that makes an <see cref="OutputTypeAttribute"/> object of a provider's values.</summary>
[AttributeUsage(AttributeTargets.Constructor)]
public sealed class OutputConstructorAttribute : Attribute
{
}

/// <summary>Marks a struct that stands for one of a set of texts or numbers.</summary>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class EnumTypeAttribute : Attribute
{
}
