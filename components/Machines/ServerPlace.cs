using System.Collections.Immutable;

namespace Infra.Components.Machines;

/// <summary>
/// Where the servers of a control plane know each other. etcd's members do so by their addresses, so a change of most of them at once would
/// lose the cluster: each server's preparation refuses it before anything changes.
/// </summary>
/// <param name="Address">IPv4 address at which the other servers reach this one.</param>
/// <param name="All">Those of all servers, this one included; empty where they come with the servers and aren't known beforehand.</param>
public sealed record ServerPlace(string Address, ImmutableArray<string> All);
