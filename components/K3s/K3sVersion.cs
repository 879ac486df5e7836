namespace Infra.Components.K3s;

/// <summary>The K3s release that this program was made for.</summary>
public static class K3sVersion
{
    /// <summary>The version that nodes get unless the settings name another one; the stable channel's on 2026-11-22.</summary>
    public const string Default = "v1.36.4+k3s1";
}
