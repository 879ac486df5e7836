using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Infra.Tests.Entry;
using Infra.Tests.Planning;
using Infra.Verifying;
using Xunit;

namespace Infra.Tests.Verifying;

public sealed class VerifyCommandTests : IAsyncLifetime
{
    private readonly Workplace _workplace = new();
    private readonly ImitatedCluster _cluster = new(PlannedStack.Dev);
    private ImitatedApiServer _server = null!;

    public async Task InitializeAsync()
    {
        // The process has the machine's time.
        foreach (var tenant in _cluster.Stack.Plan.Tenants)
            _cluster.Renew($"web-{tenant.Name}", DateTimeOffset.UtcNow.AddDays(-29.5), DateTimeOffset.UtcNow.AddDays(60.5));
        _server = await ImitatedApiServer.StartAsync(_cluster);
        _workplace.Write("kubeconfig", _server.Kubeconfig());
    }

    public async Task DisposeAsync()
    {
        _workplace.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_cluster_as_planned_ends_with_0_a_line_a_check_and_files_that_are_the_same_each_time()
    {
        var (status, output, error) = await VerifyAsync("--out", "results");
        Assert.Equal((0, "Verifying at "), (status, error[..13]));
        Assert.All(LiveCheckList.All, check => Assert.Contains($"  {check.Id} ", output, StringComparison.Ordinal));
        Assert.Contains(" passed, 0 failed, 0 couldn't be told, ", output, StringComparison.Ordinal);
        var files = _workplace.Files("results");
        var checks = JsonNode.Parse(files["verify.json"])!["checks"]!.AsArray();
        Assert.Equal(LiveCheckList.All.Select(check => check.Id), checks.Select(check => check!["id"]!.GetValue<string>()));
        Assert.Equal(checks.Count, XDocument.Parse(files["verify.xml"]).Descendants("testcase").Count());

        Assert.Equal(0, (await VerifyAsync("--out", "results")).Status);
        Assert.Equal(files.AsEnumerable(), _workplace.Files("results"));
        Assert.Empty(_server.Changes);
    }

    [Fact]
    public async Task A_check_that_fails_ends_with_1_and_says_where_what_and_how_to_mend_it()
    {
        _cluster["Node", "dev-tenant-a"]["status"]!["conditions"]![0]!["status"] = "Unknown";
        var (status, output, _) = await VerifyAsync("--out", "results.xml");
        Assert.Equal(1, status);
        Assert.Contains("nodes-as-declared: Node dev-tenant-a isn't Ready: see 'kubectl describe node dev-tenant-a'", output,
            StringComparison.Ordinal);
        var failure = Assert.Single(XDocument.Load(_workplace.At("results.xml")).Descendants("failure"));
        Assert.Equal("nodes-as-declared", failure.Parent!.Attribute("name")!.Value);
    }

    [Fact]
    public async Task A_check_that_cant_be_made_ends_with_2_and_says_why()
    {
        _server.Disturb = request => request.Path == "/apis/metallb.io/v1beta1/servicel2statuses" ? (500, "InternalError", "etcd is away")
            : null;
        var (status, output, _) = await VerifyAsync();
        Assert.Equal(2, status);
        Assert.Contains("announced-by-own-node: tenant tenant-a can't be told: GET apis/metallb.io/v1beta1/servicel2statuses was "
            + "answered with 500: "
            + "etcd is away.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_credential_that_isnt_taken_ends_with_2_and_isnt_shown()
    {
        _workplace.Write("kubeconfig", _server.Kubeconfig("a-stolen-token"));
        AssertRefused(await VerifyAsync(), "doesn't take the kubeconfig's credentials (HTTP 401)");
    }

    [Theory]
    [InlineData("an unreachable server", "can't be reached: Connection refused")]
    [InlineData("another authority", "can't be reached: The remote certificate")]
    [InlineData("a text that isn't YAML", "isn't a kubeconfig, or its certificates and keys can't be read")]
    [InlineData("a kubeconfig without clusters", "can't be used")]
    [InlineData("a certificate that can't be read", "isn't a kubeconfig, or its certificates and keys can't be read")]
    public async Task A_kubeconfig_that_leads_nowhere_ends_with_2(string what, string expected)
    {
        var good = _server.Kubeconfig();
        _workplace.Write("kubeconfig", what switch
        {
            "an unreachable server" => good.Replace(_server.Url, "https://127.0.0.1:1", StringComparison.Ordinal),
            "another authority" => await OfAnotherAsync(_server.Url),
            "a text that isn't YAML" => "a-stolen-token: [",
            "a kubeconfig without clusters" => "apiVersion: v1\nkind: Config\ncurrent-context: dev\n",
            _ => good.Replace("certificate-authority-data: ", "certificate-authority-data: a-stolen-token", StringComparison.Ordinal),
        });
        AssertRefused(await VerifyAsync(), expected);
    }

    [Fact]
    public async Task Another_cluster_ends_with_2()
    {
        await using var server = await ImitatedApiServer.StartAsync(new ImitatedCluster(PlannedStack.Get("prod")));
        _workplace.Write("kubeconfig", server.Kubeconfig());
        AssertRefused(await VerifyAsync(), "is another cluster: its nodes are prod-");
    }

    [Theory]
    [InlineData("There is no stack 'staging'", "verify", "staging", "--kubeconfig", "kubeconfig")]
    [InlineData("stack 'dev' has no such tenant; it has tenant-a, tenant-b", "verify", "dev", "--kubeconfig", "kubeconfig", "--tenant",
        "tenant-c")]
    [InlineData("--kubeconfig missing can't be used", "verify", "dev", "--kubeconfig", "missing")]
    [InlineData("--out 'kubeconfig' is a file", "verify", "dev", "--kubeconfig", "kubeconfig", "--out", "kubeconfig")]
    [InlineData("needs --kubeconfig here", "verify", "dev")]
    [InlineData("The outputs of stack 'dev' can't be read", "verify", "dev", "--stack-outputs")]
    public async Task A_mistake_ends_with_2(string expected, params string[] arguments) =>
        AssertRefused(await _workplace.RunAsync(arguments), expected);

    [UnixFact]
    public async Task An_interrupt_ends_it_with_2_and_a_line()
    {
        var (reached, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        _server.Hold = request =>
        {
            if (!request.Query.ContainsKey("dryRun")) return Task.CompletedTask;
            reached.TrySetResult();
            return release.Task;
        };
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "Infra.dll"), "verify", "dev", "--kubeconfig", "kubeconfig"])
        {
            WorkingDirectory = _workplace.At(),
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var end = process.WaitForExitAsync();
        Assert.Equal(reached.Task, await Task.WhenAny(reached.Task, end));
        // Where the tests run in the background of a shell, Ctrl-C's signal is ignored from the start.
        LocalProgram.Must("kill", "-TERM", $"{process.Id}");
        // It doesn't wait for answers.
        await end;
        release.SetResult();
        Assert.Equal(2, process.ExitCode);
        Assert.EndsWith("Interrupted; nothing was changed.\n", await error, StringComparison.Ordinal);
    }

    // This server, and another's authority.
    private static async Task<string> OfAnotherAsync(string url)
    {
        await using var other = await ImitatedApiServer.StartAsync(new ImitatedCluster(PlannedStack.Dev));
        return other.Kubeconfig().Replace(other.Url, url, StringComparison.Ordinal);
    }

    private Task<(int Status, string Output, string Error)> VerifyAsync(params string[] arguments) =>
        _workplace.RunAsync(["verify", "dev", "--kubeconfig", "kubeconfig", .. arguments]);

    private static void AssertRefused((int Status, string Output, string Error) run, string expected)
    {
        Assert.Equal((2, ""), (run.Status, run.Output));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("stolen", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(ImitatedApiServer.Token, run.Error, StringComparison.Ordinal);
    }
}
