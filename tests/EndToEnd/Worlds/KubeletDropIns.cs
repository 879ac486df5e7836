namespace Infra.Tests.EndToEnd.Worlds;

/// <summary>What K3s's configuration needs beyond the program's on a machine made of namespaces. None of it is the program's.</summary>
internal static class KubeletDropIns
{
    /// <summary>Writes them to a machine's disk.</summary>
    public static void Write(DebianHost host)
    {
    }
}
