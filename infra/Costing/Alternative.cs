using Infra.Stacks.Providers.Pricing;

namespace Infra.Costing;

/// <summary>Another way to serve the same tenants on the same nodes, by the same list.</summary>
/// <param name="Name">Its name, for programs.</param>
/// <param name="Title">What it is.</param>
/// <param name="More">What it costs more per month than the plan, net, not rounded; null: the list lacks something of it.</param>
/// <param name="Missing">Something of it that the list lacks; null: nothing.</param>
public sealed record Alternative(string Name, string Title, decimal? More, Charge? Missing);
