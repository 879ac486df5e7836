namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>A public address that moves between servers.</summary>
internal sealed class FloatingIp(long id) : PublicIp(id)
{
    /// <summary>The server that it leads to; null: none.</summary>
    public long? Server { get; set; }

    /// <summary>What somebody wrote about it.</summary>
    public string? Description { get; set; }
}
