using Xunit;

namespace Infra.Tests.Entry;

/// <summary>What tests of build.sh have in common: a checkout of their own, and what most of them hand over.</summary>
public abstract class BuildScript : IDisposable
{
    private protected static readonly (string, string) Token = ("HCLOUD_TOKEN", new string('t', 64));
    private protected static readonly (string, string) Passphrase = ("PULUMI_CONFIG_PASSPHRASE", "passphrase");
    private protected static readonly (string, string) NoPackages = ("RESTORE_EXIT_CODE", "1");

    private protected ImitatedCheckout Checkout { get; } = new();

    public void Dispose()
    {
        Checkout.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected void AssertPulumiWasLeftAlone() =>
        Assert.DoesNotContain(Checkout.Calls, call => call.StartsWith("pulumi", StringComparison.Ordinal));
}
