using System.Diagnostics;
using System.Net;
using Infra.Components.Ingress;
using Infra.Components.K3s;
using Infra.Components.Tenants;
using Infra.Stacks.Providers.HCloud;
using Infra.Stacks.Settings;
using Xunit;

namespace Infra.Tests.Settings.Reading;

public class SettingsLoaderTests
{
    [Fact]
    public void What_is_left_out_gets_its_default()
    {
        var settings = SettingsText.Hcloud().Load();

        Assert.Equal("debian-13", settings.Cluster.Image);
        Assert.Equal(K3sVersion.Default, settings.Cluster.K3sVersion);
        Assert.Equal(IPNetwork.Parse("10.0.0.0/16"), settings.Cluster.Network.PrivateRange);
        Assert.Equal((1, 1), (settings.Cluster.ControlPlane.Count, settings.Cluster.ControlPlane.Entry));
        var tenant = settings.Tenants[0];
        Assert.Equal(new TenantAddress.Primary(), tenant.Address);
        Assert.Equal(IngressControllers.Default, tenant.Ingress);
        Assert.Equal(new TenantQuota(), tenant.Quota);
        Assert.Equal(PrivateAddresses.ForTenant(IPNetwork.Parse("10.0.0.0/16"), "tenant-a").ToString(), tenant.PrivateAddress);
        Assert.Equal(PlacementGroups.ForTenant("tenant-a"), tenant.PlacementGroup);
    }

    [Fact]
    public void A_public_network_has_neither_private_addresses_nor_placement_groups()
    {
        var settings = SettingsText.Hcloud().With("cluster.network", "\"public\"").Load();

        Assert.Null(settings.Cluster.Network.PrivateRange);
        Assert.All(settings.Tenants, tenant => Assert.Equal((null, null), (tenant.PrivateAddress, tenant.PlacementGroup)));
    }

    [Fact]
    public void A_host_may_be_its_address_alone()
    {
        var settings = SettingsText.Ssh().Load();

        Assert.Equal("203.0.113.11", settings.Tenants[0].Host!.Address);
        Assert.Equal(("admin", 22), (settings.Tenants[1].Host!.User, settings.Tenants[1].Host!.Port));
        Assert.Equal(new TenantAddress.Literal("198.51.100.2"), settings.Tenants[1].Address);
    }

    [Fact]
    public void Numbers_as_text_and_text_as_numbers_are_taken_where_nothing_is_lost()
    {
        var settings = SettingsText.Hcloud()
            .With("tenants[0].quota", """{"cpu": 2, "pods": "30"}""")
            .With("tenants[0].labels", """{"year": 2026}""")
            .With("cluster.controlPlane.count", "\"3\"").Load();

        Assert.Equal(("2", 30), (settings.Tenants[0].Quota.Cpu, settings.Tenants[0].Quota.Pods));
        Assert.Equal("2026", settings.Tenants[0].Labels["year"]);
        Assert.Equal(3, settings.Cluster.ControlPlane.Count);
    }

    [Fact]
    public void All_problems_are_told_at_once_in_document_order_under_their_count()
    {
        var settings = SettingsText.Hcloud()
            .With("tenants[1].name", "\"Acme!\"").With("cluster.bgpp", "1").With("cluster.controlPlane.count", "2").With("tenant", "[]");

        var exception = Assert.Throws<SettingsException>(() => settings.Load());

        Assert.StartsWith(
            "The settings have 4 problems:\ncluster.controlPlane.count '2' must", exception.Message, StringComparison.Ordinal);
        Assert.Equal(
            ["cluster.controlPlane.count", "cluster.bgpp", "tenants[1].name", "infra:tenant"],
            exception.Problems.Select(problem => problem.Path));
    }

    [Fact]
    public void One_problem_is_told_in_the_singular()
    {
        var exception = Assert.Throws<SettingsException>(() => SettingsText.Hcloud().With("cluster.name", null).Load());

        Assert.Equal(
            "The settings have 1 problem:\ncluster.name is missing; give the cluster a short name, such as 'main'", exception.Message);
    }

    [Fact]
    public void Other_namespaces_and_the_secret_key_are_left_alone()
    {
        var configuration = SettingsText.Hcloud().Configuration();
        configuration["hcloud:token"] = "[secret]";
        configuration["infra:sshPrivateKey"] = "[secret]";

        Assert.Equal("main", SettingsLoader.Load(configuration).Cluster.Name);
    }

    [Fact]
    public void A_private_key_is_never_repeated_wherever_it_was_pasted()
    {
        const string PrivateKey = "\"-----BEGIN OPENSSH PRIVATE KEY-----\\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ\"";
        string[] places = ["cluster.administrators.sshPublicKeys[0]", "cluster.name", "cluster.bgp", "tenants[0].ingress", "key"];
        foreach (var path in places)
        {
            var problems = string.Join('\n', SettingsText.Hcloud().With(path, PrivateKey).Problems());

            Assert.NotEmpty(problems);
            Assert.DoesNotContain("b3Blb", problems, StringComparison.Ordinal);
        }

        var asKey = SettingsText.Hcloud().With("cluster.controlPlane", $"{{{PrivateKey}: 1}}").Problems();
        Assert.DoesNotContain("b3Blb", string.Join('\n', asKey), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_is_given_twice_is_refused()
    {
        var configuration = SettingsText.Hcloud().Configuration();
        configuration["infra:tenants"] = """[{"name": "a", "name": "b", "serverType": "cpx12"}]""";

        var exception = Assert.Throws<SettingsException>(() => SettingsLoader.Load(configuration));

        Assert.Equal(["tenants[0].name is given twice; keep one of the two"], exception.Problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void A_thousand_tenants_load_in_a_moment()
    {
        var settings = SettingsText.Many(1000).With("cluster.network", "\"public\"").With("cluster.controlPlane.openToTheWorld", "true");
        settings.Load();
        var watch = Stopwatch.StartNew();

        Assert.Equal(1000, settings.Load().Tenants.Length);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }
}
