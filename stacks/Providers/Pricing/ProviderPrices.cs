namespace Infra.Stacks.Providers.Pricing;

/// <summary>What a provider's resources cost.</summary>
public abstract class ProviderPrices
{
    /// <summary>The list.</summary>
    public abstract PriceList List { get; }

    /// <summary>The list's file, below the checkout, with <c>/</c>.</summary>
    public abstract string File { get; }

    /// <summary>How the list is renewed: sentences, with the commands.</summary>
    public abstract string Renewal { get; }

    /// <summary>The type of the smallest load balancer, for comparison.</summary>
    public abstract string LoadBalancer { get; }

    /// <summary>What a resource is charged as; null: it costs nothing by itself.</summary>
    public abstract Charge? Of(IPlannedResource resource);

    /// <summary>Makes a list of what the provider's API answers.</summary>
    /// <param name="answer">The answer's text.</param>
    /// <param name="date">When it was given.</param>
    /// <exception cref="FormatException">It is no such answer. The message says why.</exception>
    public abstract PriceList Read(string answer, DateOnly date);
}
