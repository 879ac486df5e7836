using System.Text;
using Xunit;

namespace Infra.Tests.Settings.Files;

/// <summary>Mistakes of whoever edits a stack file: each is told with its place, the rule and the fix.</summary>
public sealed class FileMistakeTests : IDisposable
{
    private const string Truncated = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEMIdG5kNvgwdAW7fgKe6DWx4VnB";
    private const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEMIdG5kNvgwdAW7fgKe6DWx4VnB8i0dtY/GojZTEh0U a@example.com";

    private readonly StackFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData(StackFiles.Right)]
    [InlineData(StackFiles.OfMachines)]
    public void A_right_file_is_right(string text) => Assert.Empty(_files.Complaint(text));

    // Brackets, braces and quotes that are left open.
    [Theory]
    [InlineData("www.a.example.com]", "www.a.example.com", ":22:16: ", "'['", "']'")]
    [InlineData("[b.example.com]\n", "[b.example.com", ":27:16: ", "'['", "']'")]
    [InlineData("[b.example.com]\n", "[", ":27:16: ", "'['", "']'")]
    [InlineData("network: private", "network: { type: private", ":7:14: ", "'{'", "'}'")]
    [InlineData("domains: [b.example.com]\n", "quota: { cpu: 2", ":27:14: ", "'{'", "'}'")]
    [InlineData("domains: [b.example.com]\n", "quota: {", ":27:14: ", "'{'", "'}'")]
    [InlineData("name: dev", "name: \"dev", ":4:11: ", "quote")]
    [InlineData("name: dev", "name: 'dev", ":4:11: ", "quote")]
    // Indentation.
    [InlineData("    name: dev", "\tname: dev", ":4:1: ", "spaces for indentation, found a tab")]
    [InlineData("    name: dev", "   name: dev", ":", "expected")]
    [InlineData("      serverType: cpx22", "       serverType: cpx22\n      count: 1", ":", "expected")]
    // Keys.
    [InlineData("    name: dev", "    name: dev\n    name: prod", ":5:5: ", "name", "keep one")]
    [InlineData("config:\n", "config:\n  infra:cluster: {}\n", ":4:3: ", "infra:cluster", "keep one")]
    [InlineData("encryptionsalt:\n", "encryptionsalt:\nprotect: true\n", ":2:1: 'protect' ", "below 'infra:cluster:'")]
    [InlineData("encryptionsalt:\n", "encryptionsalt:\ncolour: red\n", ":2:1: 'colour' ", "below 'config:'")]
    [InlineData("encryptionsalt:\n", "encryptionsalt:\ninfra:cluster: {}\n", ":2:1: 'infra:cluster' ", "below 'config:'")]
    [InlineData("encryptionsalt:\n", "encryptionsalts:\n", ":1:1: 'encryptionsalts' ", "did you mean 'encryptionsalt'?")]
    [InlineData("config:\n", "Config:\n", ":2:1: 'Config' ", "did you mean 'config'?")]
    [InlineData("  infra:cluster:\n", "  infra:clutser:\n", "infra:clutser ", "did you mean 'infra:cluster'?")]
    [InlineData("encryptionsalt:\n", "encryptionsalt:\n? [a]\n: 1\n", ":2:3: ", "expected a plain key")]
    // What isn't seen.
    [InlineData("encryptionsalt:\n", "encryptionsalt:\n\u00a0protect: true\n", ":2:1: ", "no-break space (U+00A0)")]
    [InlineData("    name: dev\n", "    name: dev\n    \u00a0protect: true\n", ":5:5: ", "no-break space (U+00A0)")]
    [InlineData("    name: dev\n", "    name: dev\n    protect:\u00a0true\n", ":5:13: ", "no-break space (U+00A0)")]
    [InlineData("name: dev", "name:\u00a0dev", ":4:10: ", "no-break space (U+00A0)")]
    [InlineData("name: tenant-b", "name: tenant\u200b-b", ":25:19: ", "zero-width space (U+200B)")]
    [InlineData("name: dev", "name: dev\u0007", ":4:14: ", "control character (U+0007)")]
    [InlineData("name: dev", "# a\u2028    protect: true\n    name: dev", ":4:8: ", "line separator (U+2028)")]
    [InlineData("name: dev", "name: \u201cdev\u201d", ":4:11: ", "curly quote", "straight")]
    [InlineData("name: dev", "name: \u2018dev\u2019", ":4:11: ", "curly quote", "straight")]
    [InlineData("name: tenant-b", "name: \u201dTenant, b: c\u201d", ":25:13: ", "curly quote", "straight")]
    [InlineData("[b.example.com]", "[\u201cb.example.com\u201d]", ":27:17: ", "curly quote", "straight")]
    // Merges.
    [InlineData("    name: dev\n", "<<<<<<< HEAD\n    name: dev\n=======\n    name: prod\n>>>>>>> theirs\n",
        ":4:1: ", "merge", "'<<<<<<< HEAD'")]
    [InlineData("    name: dev\n", "=======\n    name: dev\n", ":4:1: ", "merge", "'======='")]
    [InlineData("    name: dev\n", "    name: dev\n>>>>>>> theirs\n", ":5:1: ", "merge", "'>>>>>>> theirs'")]
    [InlineData("    name: dev\n", "    name: dev\n||||||| base\n", ":5:1: ", "merge", "'||||||| base'")]
    // Secrets in plain text.
    [InlineData("config:\n", "config:\n  hcloud:token: 0123456789\n", ":3:3: hcloud:token ",
        "pulumi config set --secret hcloud:token --stack dev")]
    [InlineData("config:\n", "config:\n  infra:sshPrivateKey: hunter2\n", ":3:3: infra:sshPrivateKey ",
        "pulumi config set --secret infra:sshPrivateKey --stack dev")]
    [InlineData("config:\n", "config:\n  sshPrivateKey: hunter2\n", ":3:3: infra:sshPrivateKey ",
        "pulumi config set --secret infra:sshPrivateKey --stack dev")]
    [InlineData("config:\n", "config:\n  hcloud:token: { secret: x }\n", ":3:3: hcloud:token ", "pulumi config set --secret hcloud:token")]
    // Keys that are cut off.
    [InlineData(Key, Truncated, "Pulumi.dev.yaml:14: cluster.administrators.sshPublicKeys[0] ", "cut", "whole line of a .pub file")]
    // More documents, and none.
    [InlineData("config:\n", "---\nconfig:\n", ":", "expected one YAML document, found a second")]
    [InlineData("name: dev", "name: *dev", ":4:11: ", "dev")]
    [InlineData("name: dev", "name: !!int dev", ":4:11: ", "'!!int'", "alone")]
    // Values.
    [InlineData("name: dev", "name: Dev!", "Pulumi.dev.yaml:4: cluster.name 'Dev!' must be", "try 'dev'")]
    [InlineData("name: tenant-b", "name: Tenant-A", "Pulumi.dev.yaml:25: tenants[1].name 'Tenant-A' must be", "try 'tenant-a-2'")]
    [InlineData("ingress: nginx", "ingress: ngnix", "Pulumi.dev.yaml:23: tenants[0].ingress 'ngnix' must be", "did you mean 'nginx'?")]
    [InlineData("name: dev", "name:", "Pulumi.dev.yaml:4: cluster.name has no value")]
    [InlineData("      serverType: cpx22", "      serverTyp: cpx22",
        "Pulumi.dev.yaml:9: cluster.controlPlane.serverTyp is not", "'serverType'?")]
    [InlineData("    location: nbg1\n", "", "Pulumi.dev.yaml:3: cluster.location is missing; name a location")]
    [InlineData("name: dev", "name: { secure: AAAB }", "Pulumi.dev.yaml:4: cluster.name '[secret]' ", "plain text")]
    public void A_mistake_is_told_with_its_place_the_rule_and_the_fix(string written, string instead, params string[] essentials)
    {
        var text = StackFiles.Right.Replace(written, instead, StringComparison.Ordinal);
        Assert.NotEqual(StackFiles.Right, text);

        var complaint = _files.Complaint(text);

        Assert.StartsWith(essentials[0] is [':', _, ..] ? $"Pulumi.dev.yaml{essentials[0]}" : "", complaint, StringComparison.Ordinal);
        Assert.All(essentials, essential => Assert.Contains(essential, complaint, StringComparison.Ordinal));
        AssertForPeople(complaint);
        Assert.DoesNotContain("hunter2", complaint, StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789", complaint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ISO-8859-1")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void A_file_that_is_no_UTF_8_is_told_so_without_a_proposal(string encoding)
    {
        var text = StackFiles.Right.Replace("name: tenant-b", "name: Büro", StringComparison.Ordinal);
        var to = Encoding.GetEncoding(encoding);

        var complaint = _files.Complaint([.. to.GetPreamble(), .. to.GetBytes(text)]);

        Assert.StartsWith(encoding[0] == 'I' ? "Pulumi.dev.yaml:25:14: " : "Pulumi.dev.yaml:1:1: ", complaint, StringComparison.Ordinal);
        Assert.Contains("UTF-8", complaint, StringComparison.Ordinal);
        Assert.DoesNotContain("try '", complaint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\ufeff")]
    [InlineData("# a comment with\u00a0a no-break space and \u201cquotes\u201d\n")]
    [InlineData("encryptedkey: a\nsecretsprovider: passphrase\nenvironment: [shared]\n")]
    public void What_is_harmless_is_taken(string first) => Assert.Empty(_files.Complaint(first + StackFiles.Right));

    [Fact]
    public void Lines_may_end_as_on_Windows() => Assert.Empty(_files.Complaint(StackFiles.Right.ReplaceLineEndings("\r\n")));

    [Theory]
    [InlineData("name: d\u201ce\u201dv")]
    [InlineData("name: \"\u201cdev\u201d\"")]
    public void A_value_with_curly_quotes_gets_no_proposal(string name)
    {
        var complaint = _files.Complaint(StackFiles.Right.Replace("name: dev", name, StringComparison.Ordinal));

        Assert.Contains("curly quotes", complaint, StringComparison.Ordinal);
        Assert.DoesNotContain("try '", complaint, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_may_hold_curly_quotes() => Assert.Empty(_files.Complaint(StackFiles.Right.Replace(
        "name: tenant-b", "name: tenant-b\n      rebuild: Debian\u2019s \u201cnew\u201d kernel", StringComparison.Ordinal)));

    [Fact]
    public void Several_mistakes_beside_the_settings_are_told_at_once()
    {
        var text = StackFiles.Right.Replace(
            "config:\n", "protect: true\nbgp: {}\nconfig:\n  hcloud:token: abc\n  infra:sshPrivateKey: def\n", StringComparison.Ordinal);

        Assert.Equal(
            [2, 3, 5, 6], _files.Complaint(text).Split('\n').Select(line => int.Parse(line.Split(':')[1])));
    }

    [Fact]
    public void Of_twenty_thousand_mistakes_twenty_are_told()
    {
        var tenants = string.Concat(Enumerable.Range(0, 20_000).Select(_ => "    - name: acme\n      serverType: A b\n"));
        var complaint = _files.Complaint($"{StackFiles.Right.Split("    - name: tenant-a")[0]}{tenants}");

        var lines = complaint.Split('\n');
        Assert.Equal(22, lines.Length);
        Assert.StartsWith("The settings have 59990 problems", lines[0], StringComparison.Ordinal);
        Assert.Equal("… and 59970 more; fix these first.", lines[^1]);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("[{a: ")]
    public void However_deep_it_goes_is_told(string opening) => AssertForPeople(_files.Complaint(
        $"config:\n  infra:a: {string.Concat(Enumerable.Repeat(opening, 100_000))}"));

    private static void AssertForPeople(string complaint)
    {
        Assert.NotEmpty(complaint);
        Assert.DoesNotContain("   at ", complaint, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", complaint, StringComparison.Ordinal);
        Assert.DoesNotContain("(Line", complaint, StringComparison.Ordinal);
    }
}
