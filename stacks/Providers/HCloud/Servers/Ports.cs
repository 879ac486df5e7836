namespace Infra.Stacks.Providers.HCloud.Servers;

/// <summary>Ports that firewalls open (https://docs.k3s.io/installation/requirements#networking).</summary>
internal static class Ports
{
    public const int Ssh = 22;
    public const int Http = 80;
    public const int Https = 443;
    public const int Api = 6443;
    public const int EtcdClient = 2379;
    public const int EtcdPeer = 2380;
    public const int Kubelet = 10250;
    public const int WireGuard = 51820;
}
