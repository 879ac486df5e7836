using System.Collections.Immutable;
using System.Text;
using Infra.Components.Machines;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Infra.Tests.Machines;

public sealed class CloudInitTests
{
    private const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExampleExam admin@example.org";

    private static string UserData { get; } = CloudInit.Render("prod-acme", [Key]);

    [NeedsFact("cloud-init")]
    public void Cloud_init_takes_it()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, UserData);
            var result = LocalProgram.Run("cloud-init", "schema", "--config-file", file);
            Assert.True(result.ExitCode == 0, result.Output + result.Error);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void It_fits_into_what_Hetzner_takes_with_room_for_keys()
    {
        var fitting = Enumerable.Repeat(Key, CloudInit.MaximumKeyBytes / Key.Length).ToImmutableArray();
        var longest = CloudInit.Render(new string('n', 63), fitting, rebuild: new string('r', 100));
        Assert.InRange(Encoding.UTF8.GetByteCount(longest), 1, CloudInit.MaximumBytes);
        var problem = Assert.Throws<ArgumentException>(() => CloudInit.Render("prod-acme", [.. Enumerable.Repeat(Key, 500)]));
        Assert.Contains("take fewer SSH keys", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_runs_the_very_preparation_that_existing_machines_get()
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(UserData));
        var file = (YamlMappingNode)stream.Documents[0].RootNode["write_files"][0];
        Assert.Equal("0700", ((YamlScalarNode)file["permissions"]).Value);
        var preparation = OsPreparation.AtFirstBoot("prod-acme", [Key]).Standalone;
        Assert.Equal($"#!/usr/bin/env bash\n{preparation}", ((YamlScalarNode)file["content"]).Value);
        Assert.Equal(((YamlScalarNode)file["path"]).Value, ((YamlScalarNode)stream.Documents[0].RootNode["runcmd"][0][1]).Value);
    }

    [Fact]
    public void It_is_the_same_each_time() => Assert.Equal(UserData, CloudInit.Render("prod-acme", [Key]));
}
