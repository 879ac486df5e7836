using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Infra.Components.Grammars;
using Infra.Stacks.Providers;
using Infra.Stacks.Settings.Grammars;

namespace Infra.Stacks.Settings.Reading;

/// <summary>One setting, as its property declares it.</summary>
/// <param name="Property">The property.</param>
/// <param name="Form">What may stand under its key.</param>
/// <param name="Default">What it is when it isn't given; null for nothing.</param>
public sealed record Setting(PropertyInfo Property, Form Form, object? Default)
{
    /// <summary>What the property says beside its type.</summary>
    public SettingAttribute Notes { get; } = Property.GetCustomAttribute<SettingAttribute>() ?? new SettingAttribute();

    /// <summary>What a change of it does to a cluster that runs; null for a map that only holds others and is always there.</summary>
    public ChangedAttribute? Changed { get; } = Property.GetCustomAttribute<ChangedAttribute>();

    /// <summary>The provider that alone knows it; null when all do.</summary>
    public OnlyAttribute? Only { get; } = Property.GetCustomAttribute<OnlyAttribute>();

    /// <summary>Its key.</summary>
    public string Key => Notes.Key ?? JsonNamingPolicy.CamelCase.ConvertName(Property.Name);

    /// <summary>Whether it must be given.</summary>
    public bool IsRequired { get; } = Property.IsDefined(typeof(RequiredMemberAttribute));

    /// <summary>What to do when it is missing.</summary>
    internal string Missing => Notes.Missing ?? Form switch
    {
        Form.Record { Shape.Short.Form: Form.Scalar { Grammar: var words } } => Proposal(words),
        Form.Scalar { Grammar: var words } => Proposal(words),
        _ => $"add '{Key}'",
    };

    private string Proposal(Grammar grammar) => grammar.Words.Length switch
    {
        0 => grammar.Check("")?.Fix ?? $"add '{Key}'",
        2 => $"add {Wording.Or([.. grammar.Words.Select(word => $"'{Key}: {word}'")])}",
        _ => $"use one of {Wording.Or(grammar.Words)}",
    };
}
