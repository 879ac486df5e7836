namespace Infra.Clusters;

/// <summary>A cluster can't be asked: it isn't reached, isn't meant, or refuses what is needed. The message is for the user.</summary>
public sealed class ClusterException(string message, Exception? cause = null) : Exception(message, cause);
