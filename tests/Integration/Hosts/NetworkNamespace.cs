using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Infra.Tests.Integration.Hosts;

/// <summary>Opens sockets inside a network namespace. A socket belongs for good to the namespace of the thread that made it.</summary>
internal static partial class NetworkNamespace
{
    private const int NetworkFlag = 0x40000000;

    public static TcpListener Listen(string name, IPEndPoint endpoint)
    {
        TcpListener? listener = null;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                using var handle = File.OpenHandle($"/run/netns/{name}");
                if (Enter(handle.DangerousGetHandle().ToInt32(), NetworkFlag) != 0)
                    throw new InvalidOperationException($"The namespace '{name}' can't be entered: {Marshal.GetLastPInvokeErrorMessage()}");
                listener = new TcpListener(endpoint);
                listener.Start();
            }
            catch (Exception thrown)
            {
                failure = thrown;
            }
        });
        thread.Start();
        thread.Join();
        return listener is not null && failure is null
            ? listener
            : throw new InvalidOperationException($"No socket in '{name}' at {endpoint}: {failure?.Message}", failure);
    }

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int Enter(int handle, int kind);
}
