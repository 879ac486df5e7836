using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Infra.Components.Machines;
using Xunit;

namespace Infra.Tests.Machines;

public sealed class ScriptBundleTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("infra-bundle").FullName;

    private string Target => Path.Combine(_home, "lib", "infra", "scripts");

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [NeedsFact("sha256sum")]
    public void It_puts_every_script_under_its_hash_and_leaves_those_of_other_versions()
    {
        Directory.CreateDirectory(Target);
        File.WriteAllText(Path.Combine(Target, "install-k3s-0123456789ab"), "older");
        var earlier = Path.Combine(_home, ".infra-scripts-0123456789ab");
        File.WriteAllText(earlier, "an earlier upload");
        File.SetLastWriteTimeUtc(earlier, DateTime.UtcNow.AddDays(-1));

        // The second time it finds all of them there.
        foreach (var time in new[] { 1, 2 })
        {
            var result = Unpack(text => text);
            Assert.True(result is { ExitCode: 0, Text: "" }, $"{time}: {result.Text}");
        }

        Assert.Equal(
            ScriptBundle.Scripts.Select(script => script.FileName).Append("install-k3s-0123456789ab").Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(Target).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        Assert.All(ScriptBundle.Scripts, script =>
        {
            var file = Path.Combine(Target, script.FileName);
            Assert.Equal(script.Text, File.ReadAllText(file));
            Assert.Equal("755", LocalProgram.Run("stat", "-c", "%a", file).Output.Trim());
        });
        Assert.Single(Directory.EnumerateFiles(_home, ".infra-scripts-*"));
    }

    [NeedsFact("sha256sum")]
    public void An_upload_that_did_not_arrive_whole_is_refused_before_anything_is_put()
    {
        var result = Unpack(text => text[..(text.Length / 2)]);
        Assert.Equal(97, result.ExitCode);
        Assert.Contains("didn't arrive whole", Assert.Single(result.Text.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Target));
    }

    [Fact]
    public void It_holds_what_is_run_and_nothing_that_is_a_part_of_that()
    {
        var names = ScriptBundle.Scripts.Select(script => script.Name).ToList();
        Assert.Contains("install-k3s", names);
        string[] parts = ["common", "fetch-release", "label-nodes", "resolve-interface", "unpack-scripts"];
        Assert.All(parts, part => Assert.DoesNotContain(part, names));
        Assert.All(ScriptBundle.Scripts, script => Assert.Matches($"^{script.Name}-[0-9a-f]{{12}}$", script.FileName));
    }

    [Fact]
    public void Pulumi_finds_it_beside_the_program()
    {
        ScriptBundle.Write();
        Assert.Equal(ScriptBundle.Text, File.ReadAllText(ScriptBundle.LocalPath));
    }

    // In another folder, and without becoming root for it.
    private ProgramResult Unpack(Func<string, string> transfer)
    {
        var text = new Regex("\nbecome_root \"\\$@\"\n").Replace(
            ScriptBundle.Text.Replace($"SCRIPTS={RemoteScript.Folder}\n", $"SCRIPTS={Target}\n", StringComparison.Ordinal), "\n", 1);
        var name = $".infra-scripts-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12]}";
        File.WriteAllText(Path.Combine(_home, name), transfer(text));
        return LocalProgram.Run("sh", "-c", $"cd {_home} && {RemoteCommand.Line(name, ["NODE_NAME='acme'"])}");
    }
}
