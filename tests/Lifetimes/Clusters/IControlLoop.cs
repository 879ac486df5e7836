namespace Infra.Tests.Lifetimes.Clusters;

/// <summary>One of the programs that bring a cluster to what its objects say, each in its own name.</summary>
internal interface IControlLoop
{
    /// <summary>What it would write now.</summary>
    IEnumerable<Action> Todo(Cluster cluster);
}
