using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Infra.Tests.EndToEnd.Internet;
using Infra.Tests.EndToEnd.Internet.Acme;
using Xunit;

namespace Infra.Tests.EndToEndParts.Internet;

public sealed class AcmeAuthorityTests : IAsyncLifetime
{
    private const string Name = "app.tenant.test";

    private readonly CertificateAuthority _root = new("the tests' authority");
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private ChallengeSite _site = null!;
    private AcmeAuthority _authority = null!;
    private Online _online = null!;

    public async Task InitializeAsync()
    {
        _site = await ChallengeSite.StartAsync();
        _authority = new AcmeAuthority(
            AcmeAuthority.LetsEncrypt, _root, name => _site.Names.Contains(name) ? IPAddress.Loopback : null,
            _site.HttpPort, _site.HttpsPort);
        _online = await Online.StartAsync(_root, _authority);
    }

    public async Task DisposeAsync()
    {
        await _online.DisposeAsync();
        await _site.DisposeAsync();
        _authority.Dispose();
        _root.Dispose();
        _key.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_answers_a_challenge_gets_a_certificate(bool isRsa)
    {
        using AsymmetricAlgorithm key = isRsa ? RSA.Create(2048) : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var client = Client(key);
        Assert.Equal(HttpStatusCode.Created, (await client.RegisterAsync()).Answer.StatusCode);
        var (created, order) = await client.OrderAsync(Name);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal("pending", (string?)order["status"]);

        var challenge = await client.ChallengeAsync(order);
        Serve(client, challenge);
        Assert.Equal("valid", (string?)(await client.AcceptAsync(challenge))["status"]);

        var (completed, processing) = await client.FinalizeAsync(order, _key, Name);
        Assert.Equal("processing", (string?)processing["status"]);
        var (_, valid) = await client.PostAsync(completed.Headers.Location!.ToString());
        Assert.Equal("valid", (string?)valid["status"]);
        var (_, pem) = await client.PostAsync((string)valid["certificate"]!);
        AssertIsSigned((string)pem!);
        Assert.Equal([Name], Assert.Single(_authority.Issued).Names);
        Assert.Empty(_authority.Failures);
    }

    [Theory]
    [InlineData("https://www.tenant.test/elsewhere", "valid")]
    [InlineData("http://www.tenant.test/elsewhere", "valid")]
    [InlineData("http://www.tenant.test:8080/elsewhere", "invalid")]
    [InlineData("http://127.0.0.1/elsewhere", "invalid")]
    [InlineData("http://nowhere.tenant.test/elsewhere", "invalid")]
    public async Task Redirects_are_followed_as_lets_encrypt_follows_them(string target, string status)
    {
        var client = await RegisteredAsync();
        var challenge = await client.ChallengeAsync((await client.OrderAsync("moved.tenant.test")).Json);
        _site.Redirect = request => request.Host.Host == "moved.tenant.test" ? target : null;
        _site.Answer = request => request.Path == "/elsewhere" ? client.KeyAuthorization((string)challenge["token"]!) : null;

        Assert.Equal(status, (string?)(await client.AcceptAsync(challenge))["status"]);
    }

    [Fact]
    public async Task Another_answer_makes_the_order_invalid_and_says_why()
    {
        var client = await RegisteredAsync();
        var (created, order) = await client.OrderAsync(Name);
        _site.Answer = _ => "another tenant's";

        var challenge = await client.AcceptAsync(await client.ChallengeAsync(order));

        Assert.Equal("invalid", (string?)challenge["status"]);
        Assert.Equal("urn:ietf:params:acme:error:unauthorized", (string?)challenge["error"]!["type"]);
        Assert.Contains("another tenant's", (string?)challenge["error"]!["detail"], StringComparison.Ordinal);
        var (_, seen) = await client.PostAsync(created.Headers.Location!.ToString());
        Assert.Equal("invalid", (string?)seen["status"]);
        var failure = Assert.Single(_authority.Failures);
        Assert.Equal(Name, failure.Subject);
        Assert.Contains("another tenant's", failure.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere.tenant.test", "dns")]
    [InlineData(Name, "unauthorized")]
    public async Task A_name_that_leads_nowhere_has_no_certificate(string name, string type)
    {
        var client = await RegisteredAsync();

        var challenge = await client.AcceptAsync(await client.ChallengeAsync((await client.OrderAsync(name)).Json));

        Assert.Equal($"urn:ietf:params:acme:error:{type}", (string?)challenge["error"]!["type"]);
    }

    [Fact]
    public async Task Nothing_is_signed_before_it_is_proved()
    {
        var client = await RegisteredAsync();
        var (_, order) = await client.OrderAsync(Name);

        AssertRefused("orderNotReady", await client.FinalizeAsync(order, _key, Name));

        Assert.Empty(_authority.Issued);
    }

    [Fact]
    public async Task Nothing_is_signed_for_other_names_than_ordered()
    {
        var client = await RegisteredAsync();
        var (_, order) = await client.OrderAsync(Name);
        var challenge = await client.ChallengeAsync(order);
        Serve(client, challenge);
        await client.AcceptAsync(challenge);

        AssertRefused("badCSR", await client.FinalizeAsync(order, _key, Name, "www.tenant.test"));
        AssertRefused("badCSR", await client.FinalizeAsync(order, _key));

        Assert.Empty(_authority.Issued);
        Assert.All(_authority.Failures, failure => Assert.Equal(Name, failure.Subject));
    }

    [Fact]
    public async Task A_nonce_is_good_once()
    {
        var client = await RegisteredAsync();
        var nonce = client.Nonce;
        await client.OrderAsync(Name);

        client.Nonce = nonce;
        AssertRefused("badNonce", await client.OrderAsync(Name));
        Assert.Equal(HttpStatusCode.Created, (await client.OrderAsync(Name)).Answer.StatusCode);
    }

    [Fact]
    public async Task Another_keys_signature_is_refused()
    {
        var client = await RegisteredAsync();
        client.Signer = _key;

        AssertRefused("malformed", await client.OrderAsync(Name));
    }

    [Fact]
    public async Task A_key_has_one_account()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        AssertRefused("accountDoesNotExist", await Client(key).RegisterAsync(onlyExisting: true));
        var (created, _) = await Client(key).RegisterAsync();

        var (existing, account) = await Client(key).RegisterAsync(onlyExisting: true);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (created.StatusCode, existing.StatusCode));
        Assert.Equal(created.Headers.Location, existing.Headers.Location);
        Assert.Equal("mailto:ops@example.com", (string?)account["contact"]![0]);
    }

    [Fact]
    public async Task An_order_is_its_accounts_alone()
    {
        var (created, _) = await (await RegisteredAsync()).OrderAsync(Name);

        AssertRefused("malformed", await (await RegisteredAsync()).PostAsync(created.Headers.Location!.ToString()));
    }

    [Theory]
    [InlineData("*.tenant.test")]
    [InlineData("localhost")]
    [InlineData("10.0.0.1")]
    public async Task What_cannot_be_proved_is_not_ordered(string name) =>
        AssertRefused("rejectedIdentifier", await (await RegisteredAsync()).OrderAsync(name));

    private AcmeClient Client(AsymmetricAlgorithm key) => new(_online.Client, AcmeAuthority.LetsEncrypt, key);

    private async Task<AcmeClient> RegisteredAsync()
    {
        var client = Client(ECDsa.Create(ECCurve.NamedCurves.nistP256));
        await client.RegisterAsync();
        return client;
    }

    private void Serve(AcmeClient client, JsonNode challenge)
    {
        var token = (string)challenge["token"]!;
        _site.Answer = request => request.Host.Value == Name && request.Path == $"/.well-known/acme-challenge/{token}"
            ? client.KeyAuthorization(token) + "\n"
            : null;
    }

    private void AssertIsSigned(string pem)
    {
        using var certificate = X509Certificate2.CreateFromPem(pem);
        using var root = _root.Certificate;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(root);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        Assert.True(chain.Build(certificate));
        Assert.True(certificate.MatchesHostname(Name));
        Assert.Equal(_key.ExportSubjectPublicKeyInfo(), certificate.PublicKey.ExportSubjectPublicKeyInfo());
        Assert.InRange(certificate.NotAfter - DateTime.Now, TimeSpan.FromDays(89), TimeSpan.FromDays(90));
    }

    private static void AssertRefused(string type, (HttpResponseMessage Answer, JsonNode Json) answered)
    {
        Assert.False(answered.Answer.IsSuccessStatusCode);
        Assert.Equal("application/problem+json", answered.Answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal($"urn:ietf:params:acme:error:{type}", (string?)answered.Json["type"]);
    }
}
