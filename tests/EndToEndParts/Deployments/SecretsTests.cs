using System.Text.Json.Nodes;
using Infra.Tests.EndToEnd.Deployments;
using Xunit;

namespace Infra.Tests.EndToEndParts.Deployments;

public sealed class SecretsTests
{
    [Fact]
    public void A_token_is_a_secret_as_it_stands()
    {
        Assert.Equal(["abcdefghijklmnopqrstuvwx"], Of("abcdefghijklmnopqrstuvwx"));
    }

    [Fact]
    public void Of_a_kubeconfig_keys_and_tokens_are_secrets_and_names_are_not()
    {
        var found = Of("""
            clusters:
            - cluster: { server: 'https://192.0.2.11:6443' }
            users:
            - user:
                client-key-data: TFMwdExTMUNSVWRKVGc=
                token: eyJhbGciOiJSUzI1NiJ9
            """);

        Assert.Equal(["TFMwdExTMUNSVWRKVGc=", "eyJhbGciOiJSUzI1NiJ9"], found);
    }

    [Fact]
    public void Of_a_private_key_a_line_of_its_middle_is_looked_for()
    {
        var middle = new string('b', 64);

        Assert.Equal([middle], Of($"-----BEGIN PRIVATE KEY-----\n{new string('a', 64)}\n{middle}\ncc\n-----END PRIVATE KEY-----\n"));
    }

    [Fact]
    public void What_is_not_marked_as_a_secret_is_none()
    {
        Assert.Empty(Secrets.Of(JsonNode.Parse("""{ "outputs": { "name": "a name that is rather long" } }""")!));
    }

    private static IEnumerable<string> Of(string plaintext) => Secrets.Of(new JsonObject
    {
        ["outputs"] = new JsonArray(new JsonObject
        {
            ["4dabf18193072939515e22adb298388d"] = "1b47061264138c4ac30d75fd1eb44270",
            ["plaintext"] = JsonValue.Create(plaintext).ToJsonString(),
        }),
    }).Keys;
}
