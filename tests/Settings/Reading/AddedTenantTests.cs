using Infra.Configuration;
using Infra.Stacks.Settings;
using Xunit;

namespace Infra.Tests.Settings.Reading;

/// <summary>The README adds a tenant at the end of a stack file, which Pulumi's CLI has rewritten by then.</summary>
public sealed class AddedTenantTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("infra-tenant-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public void A_tenant_can_be_added_at_the_end_of_a_shipped_file_to_which_Pulumi_added_its_salt(string stack) =>
        Assert.Equal("tenant-c", Load(WithSalt(Text($"Pulumi.{stack}.yaml")) + ReadmeBlock("Add a tenant")).Tenants[^1].Name);

    [Fact]
    public void A_machine_can_be_added_at_the_end_of_the_READMEs_file_to_which_Pulumi_added_its_salt()
    {
        var file = WithSalt(ReadmeBlock("Use machines that exist"));

        Assert.Equal("tenant-c", Load($"{file}    - name: tenant-c\n      host: 192.0.2.23\n").Tenants[^1].Name);
    }

    [Fact]
    public void Without_a_place_for_the_salt_no_tenant_can_follow_it()
    {
        var file = WithSalt(Text("Pulumi.dev.yaml").Replace("encryptionsalt:\n", "", StringComparison.Ordinal));

        Assert.Throws<ConfigurationException>(() => Load(file + ReadmeBlock("Add a tenant")));
    }

    private PlatformSettings Load(string text)
    {
        File.WriteAllText(Path.Combine(_folder, "Pulumi.yaml"), "name: infra\nruntime: dotnet\n");
        File.WriteAllText(Path.Combine(_folder, "Pulumi.it.yaml"), text);
        return SettingsLoader.Load(StackFile.Read(Project.Find(_folder), "it").Configuration);
    }

    // What Pulumi's yamlutil.Edit does: keys that are there get their values in place, new ones go to the end; blank lines go.
    private static string WithSalt(string file)
    {
        const string Salt = "encryptionsalt: v1:aXNuJ3QgYSByZWFsIG9uZQ==:v1:YWJj:ZGVm";
        var lines = file.Split('\n').Where(line => line.Trim().Length > 0).ToList();
        var place = lines.FindIndex(line => line.StartsWith("encryptionsalt:", StringComparison.Ordinal));
        if (place < 0) lines.Add(Salt);
        else lines[place] = Salt;
        return string.Concat(lines.Select(line => $"{line}\n"));
    }

    /// <summary>The first block of YAML below a heading.</summary>
    private static string ReadmeBlock(string heading)
    {
        var section = Text("README.md").Split($"\n## {heading}\n")[1];
        return section.Split("```yaml\n")[1].Split("```")[0];
    }

    private static string Text(string file) => File.ReadAllText(Path.Combine(SharedFolder.Checkout, file));
}
