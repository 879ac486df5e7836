using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Infra.Tests.EndToEnd.Worlds;

/// <summary>The world's DNS: dnsmasq, with the names that the world has. Every other name doesn't exist.</summary>
internal sealed class NameService : IDisposable
{
    private readonly ConcurrentDictionary<string, IPAddress> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _hostsFile;
    private readonly Process _server;

    /// <summary>Starts it.</summary>
    /// <param name="address">Where it answers.</param>
    /// <param name="folder">Where it keeps its files and its log.</param>
    public NameService(IPAddress address, string folder)
    {
        _hostsFile = Path.Combine(folder, "names");
        File.WriteAllText(_hostsFile, "");
        _server = Process.Start(new ProcessStartInfo(LocalProgram.Find("dnsmasq") ?? "dnsmasq",
        [
            "--keep-in-foreground", "--no-resolv", "--no-hosts", "--conf-file=/dev/null", "--user=root", "--pid-file=",
            "--bind-interfaces", $"--listen-address={address}", "--local=/#/", "--local-ttl=1", $"--addn-hosts={_hostsFile}",
            "--log-queries", $"--log-facility={Path.Combine(folder, "dns.log")}",
        ]))!;
    }

    /// <summary>The address of a name, or null.</summary>
    public IPAddress? Find(string name) => _names.GetValueOrDefault(name);

    /// <summary>Gives names an address, in place of those that they had.</summary>
    public void Set(IPAddress address, params IEnumerable<string> names)
    {
        foreach (var name in names)
            _names[name] = address;
        File.WriteAllLines(_hostsFile, _names.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Value} {pair.Key}"));
        // dnsmasq reads its file anew.
        LocalProgram.Run("kill", "-HUP", _server.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Waits until it answers.</summary>
    public static async Task UntilAnswersAsync(string name)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await Dns.GetHostAddressesAsync(name);
                return;
            }
            catch (SocketException) when (attempt < 100)
            {
                await Task.Delay(50);
            }
        }
    }

    public void Dispose()
    {
        if (!_server.HasExited)
            _server.Kill();
        _server.Dispose();
    }
}
