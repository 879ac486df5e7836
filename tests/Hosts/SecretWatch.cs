using System.Collections.Concurrent;

namespace Infra.Tests.Hosts;

/// <summary>
/// Looks at command lines and environments of all processes, again and again, for texts that must be in none. It sees the hosts'
/// processes too: their namespaces lie below the machine's.
/// </summary>
internal sealed class SecretWatch : IDisposable
{
    private readonly string[] _secrets;
    private readonly Thread _thread;
    private readonly ConcurrentDictionary<string, byte> _found = new(StringComparer.Ordinal);
    private volatile bool _ended;

    public SecretWatch(params string[] secrets)
    {
        _secrets = secrets;
        _thread = new Thread(Watch);
        _thread.Start();
    }

    /// <summary>Where a secret was seen.</summary>
    public IEnumerable<string> Found => _found.Keys.Order(StringComparer.Ordinal);

    /// <summary>How often all processes were looked at.</summary>
    public int Rounds { get; private set; }

    public void Dispose()
    {
        _ended = true;
        _thread.Join();
    }

    private void Watch()
    {
        while (!_ended)
        {
            foreach (var process in Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(folder[6])))
            {
                foreach (var kind in new[] { "cmdline", "environ" })
                    Look(process, kind);
            }

            Rounds++;
        }
    }

    private void Look(string process, string kind)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(process, kind));
            if (_secrets.Any(secret => text.Contains(secret, StringComparison.Ordinal)))
                _found.TryAdd($"{kind} of '{File.ReadAllText(Path.Combine(process, "comm")).Trim()}'", 0);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // The process ended meanwhile.
        }
    }
}
