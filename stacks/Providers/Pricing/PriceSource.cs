namespace Infra.Stacks.Providers.Pricing;

/// <summary>Where prices are from.</summary>
/// <param name="Name">The word by which prices name it.</param>
/// <param name="Text">What it is, and who read it.</param>
/// <param name="Date">When it was read.</param>
public sealed record PriceSource(string Name, string Text, DateOnly Date);
