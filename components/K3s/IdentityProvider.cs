using System.Collections.Immutable;

namespace Infra.Components.K3s;

/// <summary>An identity provider (OpenID Connect) whose tokens the API server takes.</summary>
public sealed record IdentityProvider
{
    /// <summary>What stands before a provider's names where nothing else is said.</summary>
    public const string DefaultPrefix = "oidc:";

    /// <summary>Its URL, as its tokens name it.</summary>
    public required string Issuer { get; init; }

    /// <summary>Whom tokens must be for: one of these; at least one.</summary>
    public required ImmutableArray<string> Audiences { get; init; }

    /// <summary>The claim with the user's name. Default <c>sub</c>.</summary>
    public string UsernameClaim { get; init; } = "sub";

    /// <summary>The claim with the user's groups. Default <c>groups</c>.</summary>
    public string GroupsClaim { get; init; } = "groups";

    /// <summary>What stands before users' and groups' names; ends with a colon, and isn't <c>system:</c>. Default <c>oidc:</c>.</summary>
    public string Prefix { get; init; } = DefaultPrefix;

    /// <summary>Certificates in PEM that the provider's own must be signed by; null: those that the system trusts.</summary>
    public string? Ca { get; init; }

    /// <summary>
    /// The API server's AuthenticationConfiguration (https://kubernetes.io/docs/reference/access-authn-authz/authentication, stable since
    /// Kubernetes 1.34). Tokens of service accounts and client certificates are taken as before.
    /// </summary>
    public string Render()
    {
        var issuer = new Dictionary<string, object> { ["url"] = Issuer, ["audiences"] = Audiences };
        if (Audiences.Length > 1) issuer["audienceMatchPolicy"] = "MatchAny";
        if (Ca is not null) issuer["certificateAuthority"] = Ca;
        return Yaml.Write(new Dictionary<string, object>
        {
            ["apiVersion"] = "apiserver.config.k8s.io/v1",
            ["kind"] = "AuthenticationConfiguration",
            // With such a file, K3s no longer turns anonymous requests off (pkg/daemons/control/server.go), and Kubernetes lets them in.
            ["anonymous"] = new Dictionary<string, object> { ["enabled"] = false },
            ["jwt"] = new[]
            {
                new Dictionary<string, object>
                {
                    ["issuer"] = issuer,
                    ["claimMappings"] = new Dictionary<string, object>
                    {
                        ["username"] = new Dictionary<string, object> { ["claim"] = UsernameClaim, ["prefix"] = Prefix },
                        ["groups"] = new Dictionary<string, object> { ["claim"] = GroupsClaim, ["prefix"] = Prefix },
                    },
                },
            },
        });
    }
}
