namespace Infra.Tests.Comparing.Told;

/// <summary>Changes of who gets in, and how.</summary>
internal static class PeopleChanges
{
    private const string BobsLine =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ2q5kqGkYyJ0m9q1o0y3pV7b1n8hXw5u4t3s2r1q0pO bob@desk";

    private const string BobsKey = $"""["{BobsLine}"]""";

    private const string BothKeys =
        $"""
        [
          "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDCYNyH0dxO5fvSLC6ykz8cUT5x39/ORhzv+4URoS9j2 replace-me@example.com",
          "{BobsLine}"
        ]
        """;

    private const string Provider = """{ "issuer": "https://login.example.com", "audiences": ["kubernetes"] }""";

    private const string People = """{ "users": ["anna@example.com"], "groups": ["dev"] }""";

    public static readonly ToldChange[] All =
    [
        new("an identity provider", "prod", "changed")
        {
            After = [("cluster.oidc", Provider)],
        },
        new("no identity provider", "prod", "changed")
        {
            Dangers = ["people-locked-out"],
            Before = [("cluster.oidc", Provider), ("tenants[0].access", People)],
            After = [],
            Told = ["Can't log in any more: group dev (acme), anna@example.com (acme)"],
        },
        new("another identity provider", "prod", "changed")
        {
            Dangers = ["people-locked-out"],
            Before = [("cluster.oidc", Provider), ("tenants[0].access", People)],
            After = [("cluster.oidc", Provider), ("tenants[0].access", People), ("cluster.oidc.issuer", "\"https://other.example.com\"")],
            Told = ["Can't log in any more: group dev (acme), anna@example.com (acme)"],
        },
        new("tokens for others", "prod", "changed")
        {
            Dangers = ["people-locked-out"],
            Before = [("cluster.oidc", Provider), ("tenants[0].access", People)],
            After = [("cluster.oidc", Provider), ("tenants[0].access", People), ("cluster.oidc.audiences", """["other"]""")],
            Told = ["Can't log in any more: group dev (acme), anna@example.com (acme)"],
        },
        new("another claim for users", "prod", "changed")
        {
            Dangers = ["people-locked-out"],
            Before = [("cluster.oidc", Provider), ("tenants[0].access", People)],
            After = [("cluster.oidc", Provider), ("tenants[0].access", People), ("cluster.oidc.usernameClaim", "\"email\"")],
            Told = ["Can't log in any more: anna@example.com (acme)"],
        },
        new("another claim for groups", "prod", "changed")
        {
            Dangers = ["people-locked-out"],
            Before = [("cluster.oidc", Provider), ("tenants[0].access", People)],
            After = [("cluster.oidc", Provider), ("tenants[0].access", People), ("cluster.oidc.groupsClaim", "\"roles\"")],
            Told = ["Can't log in any more: group dev (acme)"],
        },
        new("another prefix", "prod", "changed")
        {
            Dangers = ["people-locked-out"],
            Before = [("cluster.oidc", Provider), ("tenants[0].access", People)],
            After = [("cluster.oidc", Provider), ("tenants[0].access", People), ("cluster.oidc.prefix", "\"corp:\"")],
            Told = ["Can't log in any more: people whom only bindings beside the settings name"],
        },
        new("a user and a group less", "prod", "changed")
        {
            Dangers = ["people-locked-out"],
            Before =
            [
                ("cluster.oidc", Provider),
                ("tenants[0].access", """{"users":["anna@example.com","ben@example.com"],"groups":["dev"]}"""),
            ],
            After = [("cluster.oidc", Provider), ("tenants[0].access", """{"users":["anna@example.com"]}""")],
            Told = ["Can't log in any more: group dev (acme), ben@example.com (acme)"],
        },
        new("another token", "prod", "replaced")
        {
            Dangers = ["people-locked-out"],
            After = [("tenants[0].access", """{"token":"2"}""")],
            Told = ["Can't log in any more: whoever has acme's kubeconfig"],
        },
        new("an administrators' range less", "prod", "changed")
        {
            Dangers = ["people-locked-out"],
            After = [("cluster.administrators.cidrs", """["198.51.100.7/32"]""")],
            Told = ["Can't log in any more: whoever comes from 203.0.113.0/24"],
        },
        new("a tenant's range less", "prod", "changed")
        {
            Dangers = ["people-locked-out"],
            Before = [("tenants[0].access", """{"cidrs":["192.0.2.0/28"]}""")],
            After = [],
            Told = ["Can't log in any more: whoever comes from 192.0.2.0/28"],
        },
        new("a key more", "prod", "changed")
        {
            After = [("cluster.administrators.sshPublicKeys", BothKeys)],
        },
        new("a key less", "prod", "changed")
        {
            Dangers = ["people-locked-out"],
            Before = [("cluster.administrators.sshPublicKeys", BothKeys)],
            After = [],
            Told = ["Can't log in any more: key of bob@desk"],
        },
        new("another key", "prod", "changed")
        {
            Dangers = ["people-locked-out"],
            After = [("cluster.administrators.sshPublicKeys", BobsKey)],
            Told = ["Can't log in any more: key of replace-me@example.com"],
        },
        new("an endpoint", "dev", "changed")
        {
            After = [("cluster.controlPlane.endpoint", "\"api.example.com\"")],
        },
        new("another endpoint", "prod", "changed")
        {
            After = [("cluster.controlPlane.endpoint", "\"api.example.com\"")],
        },
        new("open to the world", "prod", "changed")
        {
            Dangers = ["guard-removed"],
            After = [("cluster.controlPlane.openToTheWorld", "true")],
        },
    ];
}
