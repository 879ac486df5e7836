using System.Globalization;
using System.Net.NetworkInformation;

namespace Infra.Tests.Integration.Hosts;

/// <summary>Whether packets arrive. A port on which nobody listens refuses and has been reached; what is dropped stays silent.</summary>
internal static class Reach
{
    private const int TimedOut = 28;

    /// <summary>Sends TCP's first packet to a port.</summary>
    /// <param name="run">Runs a command where the packet shall come from.</param>
    /// <param name="address">To which address.</param>
    /// <param name="port">To which port.</param>
    /// <param name="from">The sender's address; null: the one that its routes say.</param>
    public static async Task<bool> TcpAsync(Func<string, Task<ProgramResult>> run, string address, int port, string? from = null)
    {
        var source = from is null ? "" : $" --interface {from}";
        // What is dropped, is dropped anew each second; the first packet's answer may wait for a neighbour's address.
        var result = await run(string.Create(
            CultureInfo.InvariantCulture, $"curl --silent --output /dev/null --max-time 2{source} http://{address}:{port}/"));
        return result.ExitCode != TimedOut;
    }

    /// <summary>Sends two UDP packets to a port on which nobody listens: what arrives is refused, which the second one is told.</summary>
    public static async Task<bool> UdpAsync(Func<string, Task<ProgramResult>> run, string address, int port)
    {
        var probe = string.Create(CultureInfo.InvariantCulture, $"exec 3<>/dev/udp/{address}/{port}; echo >&3; sleep 0.5; echo >&3");
        return (await run($"bash -c '{probe}'")).ExitCode != 0;
    }

    /// <summary>Sends an echo request from outside, and waits for the reply.</summary>
    public static bool Ping(string address) => NetworkNamespace.Run(Names.Hub, () =>
    {
        using var ping = new Ping();
        return ping.Send(address, 3000).Status == IPStatus.Success;
    });

    /// <summary>Runs a command in the middle of the tests' networks, where the Internet and the administrators are.</summary>
    public static Task<ProgramResult> OutsideAsync(string command) =>
        LocalProgram.RunAsync("ip", ["netns", "exec", Names.Hub, "sh", "-c", command], "", TimeSpan.FromSeconds(20));
}
