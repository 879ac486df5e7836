using Xunit;

namespace Infra.Tests.Settings.Rules;

public class NameRulesTests
{
    [Theory]
    [InlineData("hcloud", "tenants[1].name", "\"tenant-a\"",
        "tenants[1].name 'tenant-a' is the name of tenants[0], too; try 'tenant-a-2'")]
    public void A_wrong_name_is_refused(string provider, string path, string? json, params string[] problems) =>
        Assert.Equal(problems, SettingsText.Base(provider).With(path, json).Problems());
}
