using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Infra.Tests.Hosts;

/// <summary>Does things inside a network namespace. A socket belongs for good to the namespace of the thread that made it.</summary>
internal static partial class NetworkNamespace
{
    private const int NetworkFlag = 0x40000000;

    public static TcpListener Listen(string name, IPEndPoint endpoint) => Run(name, () =>
    {
        var listener = new TcpListener(endpoint);
        listener.Start();
        return listener;
    });

    /// <summary>Does something on a thread in a namespace.</summary>
    public static T Run<T>(string name, Func<T> action)
    {
        T? result = default;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                using var handle = File.OpenHandle($"/run/netns/{name}");
                if (Enter(handle.DangerousGetHandle().ToInt32(), NetworkFlag) != 0)
                    throw new InvalidOperationException($"The namespace can't be entered: {Marshal.GetLastPInvokeErrorMessage()}");
                result = action();
            }
            catch (Exception thrown)
            {
                failure = thrown;
            }
        });
        thread.Start();
        thread.Join();
        return failure is null ? result! : throw new InvalidOperationException($"In the namespace '{name}': {failure.Message}", failure);
    }

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int Enter(int handle, int kind);
}
