using Infra.Stacks.Providers.Pricing;

namespace Infra.Costing;

/// <summary>Another way to serve the same tenants on the same nodes, by the same list.</summary>
/// <param name="Name">Its name, for programs.</param>
/// <param name="Title">What it is.</param>
/// <param name="More">What it costs more per month, net, not rounded; null: the list lacks something of it.</param>
/// <param name="Missing">What the list lacks of it, beside what it lacks of the plan; null: nothing.</param>
public sealed record Alternative(string Name, string Title, decimal? More, Charge? Missing);
