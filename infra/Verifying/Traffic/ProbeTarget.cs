namespace Infra.Verifying.Traffic;

/// <summary>A place that a probe pod tries to connect to.</summary>
/// <param name="What">What is there, for messages: <c>SSH of node prod-acme</c>.</param>
/// <param name="Address">Its IPv4 address.</param>
/// <param name="Port">Its TCP port.</param>
/// <param name="MustAnswer">
/// Whether it must be reached. Such targets show that the probe can reach anything: without them, silence would say nothing.
/// </param>
internal sealed record ProbeTarget(string What, string Address, int Port, bool MustAnswer = false);
