namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>A server's own public address.</summary>
internal sealed class PrimaryIp(long id) : PublicIp(id)
{
    /// <summary>Whose it is; null: nobody's.</summary>
    public long? Assignee { get; set; }

    /// <summary>Whether it goes with its server.</summary>
    public bool AutoDelete { get; set; }
}
