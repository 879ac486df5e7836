using Xunit;

namespace Infra.Tests.Settings.Grammars;

public class LabelTests
{
    [Theory]
    [InlineData("hcloud", "tenants[0].labels", "{\"node-pool\": \"tenant-b\"}",
        "tenants[0].labels.node-pool must not be given, as every tenant's node has it with the tenant's name; choose another key")]
    [InlineData("hcloud", "tenants[0].labels", "{\"node-restriction.kubernetes.io/tenant\": \"tenant-b\"}",
        "tenants[0].labels.'node-restriction.kubernetes.io/tenant' must not have a prefix of 'kubernetes.io', as the cluster relies "
        + "on such labels; use a domain of your own, such as example.com/team")]
    [InlineData("hcloud", "tenants[0].labels", "{\"infra/tenant\": \"x\"}",
        "tenants[0].labels.'infra/tenant' must not have a prefix of 'infra', as the cluster relies on such labels; use a domain of "
        + "your own, such as example.com/team")]
    [InlineData("hcloud", "tenants[0].labels", "{\"a b\": \"x\"}",
        "tenants[0].labels.'a b' must be a Kubernetes label key; write it like team or example.com/team")]
    [InlineData("hcloud", "tenants[0].labels", "{\"team\": \"a b\"}",
        "tenants[0].labels.team 'a b' must be a Kubernetes label value; use at most 63 letters, digits, '-', '_' and '.', with a "
        + "letter or digit at both ends")]
    public void A_wrong_label_is_refused(string provider, string path, string? json, params string[] problems) =>
        Assert.Equal(problems, SettingsText.Base(provider).With(path, json).Problems());
}
