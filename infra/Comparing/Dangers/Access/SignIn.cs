using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Configuration;
using Infra.Planning;
using YamlDotNet.RepresentationModel;

namespace Infra.Comparing.Dangers.Access;

/// <summary>How the API server knows people: by whose tokens, and by what in them.</summary>
/// <param name="Server">The command that says it to the first server.</param>
/// <param name="Issuer">Who signs them.</param>
/// <param name="Audiences">Whom they are for.</param>
/// <param name="User">The claim with the user's name.</param>
/// <param name="Group">The claim with the groups.</param>
/// <param name="Prefix">What stands before names.</param>
internal sealed record SignIn(
    PlannedResource Server, string Issuer, ImmutableArray<string> Audiences, string? User, string? Group, string Prefix)
{
    /// <summary>How a plan has it; null: people of no identity provider are known.</summary>
    public static SignIn? In(Plan plan)
    {
        if (plan.Servers.IsEmpty
            || plan.OfType(PlanQueries.Command).FirstOrDefault(command => command.Name == $"{plan.Servers[0].Name}-k3s") is not { } server
            || Authentication(server) is not { } provider)
            return null;
        var claims = provider.At("claimMappings");
        return new SignIn(
            server,
            Text(provider.At("issuer", "url")) ?? "",
            [.. provider.At("issuer", "audiences").Texts()],
            Text(claims.At("username", "claim")),
            Text(claims.At("groups", "claim")),
            Text(claims.At("username", "prefix")) ?? "");
    }

    // The second document that the installation reads.
    private static JsonNode? Authentication(PlannedResource server)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(server.Readable["stdin"]?.GetValue<string>() ?? ""));
        return stream.Documents.Count < 2 ? null : YamlJson.Convert(server.Name, stream.Documents[1].RootNode).At("jwt")?.AsArray()[0];
    }

    private static string? Text(JsonNode? node) => node?.GetValue<string>();
}
