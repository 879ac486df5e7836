namespace Infra.Stacks.Providers.HCloud.Servers;

/// <summary>What a server does in its cluster; decides which firewall protects it.</summary>
public enum ServerRole
{
    /// <summary>Runs the control plane.</summary>
    ControlPlane,

    /// <summary>Runs one tenant's pods.</summary>
    Tenant,
}
