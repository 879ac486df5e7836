namespace Infra.Tests.Hosts;

/// <summary>An ed25519 key pair in a file, as OpenSSH's client takes it.</summary>
internal sealed record SshKey(string PrivateFile, string PublicKey)
{
    public static SshKey Create(string name)
    {
        Directory.CreateDirectory(Names.WorkFolder);
        var file = Path.Combine(Names.WorkFolder, name);
        LocalProgram.Must("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", file);
        return new SshKey(file, File.ReadAllText(file + ".pub").Trim());
    }
}
