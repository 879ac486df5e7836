namespace Infra.Components.Grammars;

/// <summary>
/// What a property's name, type, initializer, grammar and summary leave open about the setting that it is. All of it is optional.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute : Attribute
{
    /// <summary>Its key. Default: the property's name in camel case.</summary>
    public string? Key { get; set; }

    /// <summary>What to do when it is missing and required.</summary>
    public string? Missing { get; set; }

    /// <summary>What happens without it, in words, where the initializer doesn't say it.</summary>
    public string? Default { get; set; }
}

/// <summary>Says that a record may be written as one of its values alone.</summary>
/// <param name="property">The name of the property that stands for all.</param>
/// <param name="what">What that value is, with its article: <c>an IPv4 address</c>.</param>
/// <param name="fix">What to do when there is neither it nor a map.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ShortFormAttribute(string property, string what, string fix) : Attribute
{
    /// <summary>The name of the property that stands for all.</summary>
    public string Property { get; } = property;

    /// <summary>What that value is, with its article.</summary>
    public string What { get; } = what;

    /// <summary>What to do when there is neither it nor a map.</summary>
    public string Fix { get; } = fix;
}
