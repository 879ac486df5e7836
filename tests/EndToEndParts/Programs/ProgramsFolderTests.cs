using Infra.Tests.EndToEnd.Programs;
using Infra.Tests.EndToEnd.Scenarios;
using Xunit;

namespace Infra.Tests.EndToEndParts.Programs;

public sealed class ProgramsFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("infra-programs-").FullName;
    private readonly PinnedVersions _versions = PinnedVersions.Read(SharedFolder.Checkout);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_versions_are_those_that_the_program_pins()
    {
        Assert.Equal(["command", "hcloud", "kubernetes", "random", "tls"], _versions.Providers.Select(provider => provider.Key));
        Assert.Equal(Components.K3s.K3sVersion.Default, _versions.K3s);
        Assert.Matches(@"^[0-9]+\.[0-9]+\.[0-9]+$", _versions.Pulumi);
    }

    [Fact]
    public void An_empty_folder_lacks_each_file_by_name()
    {
        var missing = new ProgramsFolder(_folder, _versions).Missing(new ScenarioNeeds(["v1.35.1+k3s1"]));

        Assert.Contains("pulumi", missing);
        Assert.Contains("pulumi-resource-hcloud", missing);
        Assert.Contains($"k3s/{_versions.K3s}/k3s", missing);
        Assert.Contains("k3s/v1.35.1+k3s1/install.sh", missing);
        Assert.Contains("charts/", missing);
        Assert.Contains("images/", missing);
    }

    [Fact]
    public void A_folder_that_has_all_lacks_nothing()
    {
        var programs = new ProgramsFolder(_folder, _versions);
        foreach (var file in programs.Missing(ScenarioNeeds.Nothing).Select(file => file.EndsWith('/') ? file + "one" : file))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(programs.At(file))!);
            File.WriteAllText(programs.At(file), "");
        }

        Assert.Empty(programs.Missing(ScenarioNeeds.Nothing));
    }

    [Fact]
    public void What_is_missing_is_told_in_a_few_lines_with_the_way_to_it()
    {
        var lines = WhatIsNeeded.Of(new ProgramsFolder(_folder, _versions), AllScenarios.List).ToArray();

        Assert.InRange(lines.Length, 3, 10);
        Assert.Contains(_folder, lines[0]);
        Assert.Contains("docs/end-to-end.md", lines[^1]);
    }
}
