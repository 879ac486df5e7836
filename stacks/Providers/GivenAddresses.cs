namespace Infra.Stacks.Providers;

/// <summary>Addresses of a machine that the settings give; null: they come with it.</summary>
/// <param name="Node">IPv4 address at which other nodes reach it.</param>
/// <param name="Public">Public IPv4 address.</param>
/// <param name="Ipv6">IPv6 address; null also if it has none.</param>
internal sealed record GivenAddresses(string? Node, string? Public, string? Ipv6);
