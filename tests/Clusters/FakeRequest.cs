using System.Text.Json.Nodes;

namespace Infra.Tests.Clusters;

/// <summary>What a fake API server was asked.</summary>
internal sealed record FakeRequest(
    string Method, string Path, IReadOnlyDictionary<string, string> Query, JsonObject? Body, string? User, string[] Groups)
{
    public bool IsDryRun => Query.GetValueOrDefault("dryRun") == "All";

    public bool Writes => Method != "GET";
}
