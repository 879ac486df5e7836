using System.Text;
using Infra.Configuration;
using Infra.Stacks.Settings;

namespace Infra.Tests.Settings.Files;

/// <summary>Stack files as people write them, in a folder of their own, and what is said about them.</summary>
internal sealed class StackFiles : IDisposable
{
    /// <summary>A right file, for tests to change in one place.</summary>
    public const string Right = """
        encryptionsalt:
        config:
          infra:cluster:
            name: dev
            provider: hcloud
            location: nbg1
            network: private
            controlPlane:
              serverType: cpx22
            administrators:
              cidrs:
                - 203.0.113.0/24
              sshPublicKeys:
                - ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEMIdG5kNvgwdAW7fgKe6DWx4VnB8i0dtY/GojZTEh0U a@example.com
            certificates:
              issuer: letsencrypt-staging
              email: platform@example.com

          infra:tenants:
            - name: tenant-a
              serverType: cpx12
              domains: [a.example.com, www.a.example.com]
              ingress: nginx

            - name: tenant-b
              serverType: cpx12
              domains: [b.example.com]

        """;

    /// <summary>Another one, for machines that exist.</summary>
    public const string OfMachines = """
        config:
          infra:cluster:
            name: lab
            provider: ssh
            network: { type: public, dualStack: false }
            controlPlane: { hosts: [192.0.2.10] }
            certificates: { issuer: "self-signed" }
          infra:sshPrivateKey:
            secure: AAABAK0t
          infra:tenants:
            - name: acme
              host: { address: 192.0.2.21, user: debian }
              quota: { cpu: 1500m, pods: 20 }
              labels: { "example.com/team": 'shop' }
            - name: globex
              host: 192.0.2.22
              address: 198.51.100.22            # routed to that machine
              namespaces: [staging, { name: review, share: 10 }]

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("infra-files-").FullName;

    public StackFiles() => File.WriteAllText(Path.Combine(_folder, "Pulumi.yaml"), "name: infra\nruntime: dotnet\n");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>What is said about a file; empty when it is right.</summary>
    public string Complaint(string text) => Complaint(Encoding.UTF8.GetBytes(text));

    /// <summary>What is said about a file; empty when it is right.</summary>
    public string Complaint(byte[] content)
    {
        File.WriteAllBytes(Path.Combine(_folder, "Pulumi.dev.yaml"), content);
        try
        {
            StackFile.Read(Project.Find(_folder), "dev").LoadSettings();
            return "";
        }
        catch (Exception mistake) when (mistake is ConfigurationException or SettingsException)
        {
            return mistake.Message;
        }
    }
}
