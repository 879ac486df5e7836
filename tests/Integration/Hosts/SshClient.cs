using System.Globalization;
using Infra.Tests.Integration.K3s;

namespace Infra.Tests.Integration.Hosts;

/// <summary>
/// Runs a command text the way Pulumi.Command's remote command does: one connection and one session per command, no terminal, no
/// environment, the text as it is in one exec request, so that the user's login shell interprets it, and standard input from a string.
/// Like there, a connection that is refused is tried again.
/// </summary>
internal sealed record SshClient(string Address, string User, SshKey Key, string KnownHosts, int Attempts)
{
    private const int ConnectSeconds = 5;

    public Task<ProgramResult> RunAsync(string command, string input = "", TimeSpan? limit = null) =>
        RunAsync(["ssh", "-T", .. Options, $"{User}@{Address}", command], input, limit);

    /// <summary>Copies a file into the user's home folder, as Pulumi.Command's CopyToRemote does: by SFTP.</summary>
    public Task<ProgramResult> CopyAsync(string file, string name) =>
        RunAsync(["sftp", "-q", "-b", "-", .. Options, $"{User}@{Address}"], $"put \"{file}\" {name}\n");

    private string[] Options =>
    [
        "-F", "none",
        "-i", Key.PrivateFile,
        "-o", "IdentitiesOnly=yes",
        "-o", "BatchMode=yes",
        "-o", "ControlMaster=no",
        "-o", "StrictHostKeyChecking=yes",
        "-o", $"UserKnownHostsFile={KnownHosts}",
        "-o", string.Create(CultureInfo.InvariantCulture, $"ConnectTimeout={ConnectSeconds}"),
        "-o", string.Create(CultureInfo.InvariantCulture, $"ConnectionAttempts={Attempts}"),
        "-o", "LogLevel=ERROR",
    ];

    private static Task<ProgramResult> RunAsync(string[] program, string input, TimeSpan? limit = null) =>
        LocalProgram.RunAsync("ip", ["netns", "exec", Names.Hub, .. program], input, limit ?? K3sUnderTest.CommandLimit);
}
