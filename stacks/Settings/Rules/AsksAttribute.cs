using System.Globalization;

namespace Infra.Stacks.Settings.Rules;

/// <summary>What a rule asks of a setting, in the words of the reference and of the schema.</summary>
/// <param name="record">The record that declares the setting.</param>
/// <param name="property">The setting's property.</param>
/// <param name="words">The words; <c>{0}</c> and so on stand for numbers.</param>
/// <param name="numbers">The numbers.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public abstract class AsksAttribute(Type record, string property, string words, object[] numbers) : Attribute
{
    /// <summary>The record that declares the setting.</summary>
    public Type Record { get; } = record;

    /// <summary>The setting's property.</summary>
    public string Property { get; } = property;

    /// <summary>The words.</summary>
    public string Words { get; } = string.Format(CultureInfo.InvariantCulture, words, numbers);
}

/// <summary>What a rule asks of a setting, in the words of the reference and of the schema.</summary>
/// <typeparam name="TRecord">The record that declares the setting.</typeparam>
/// <param name="property">The setting's property.</param>
/// <param name="words">The words; <c>{0}</c> and so on stand for numbers.</param>
/// <param name="numbers">The numbers.</param>
internal sealed class AsksAttribute<TRecord>(string property, string words, params object[] numbers)
    : AsksAttribute(typeof(TRecord), property, words, numbers);
