namespace Infra.Components.Grammars;

/// <summary>
/// Names of what is dangerous about a change. Settings declare them, and <c>plan --against</c> finds them. People accept dangers by these
/// names, so they stay.
/// </summary>
public static class ChangeDanger
{
    /// <summary>A node's machine goes, or another comes in its place.</summary>
    public const string NodeReplaced = "node-replaced";

    /// <summary>A node leaves the cluster while its machine stays.</summary>
    public const string NodeDrained = "node-drained";

    /// <summary>All servers of several are away together.</summary>
    public const string ControlPlaneAtOnce = "control-plane-at-once";

    /// <summary>Servers get other addresses inside the cluster.</summary>
    public const string ControlPlaneReaddressed = "control-plane-readdressed";

    /// <summary>The network of all nodes is another.</summary>
    public const string NetworkSwitched = "network-switched";

    /// <summary>K3s takes a change for new clusters alone.</summary>
    public const string K3sRefused = "k3s-refused";

    /// <summary>A server can't become the type that it shall have.</summary>
    public const string ServerTypeRefused = "server-type-refused";

    /// <summary>A tenant gets another ingress controller.</summary>
    public const string IngressSwitched = "ingress-switched";

    /// <summary>Somebody isn't served for a while.</summary>
    public const string Outage = "outage";

    /// <summary>An address that others have in DNS is another.</summary>
    public const string AddressChanged = "address-changed";

    /// <summary>An address goes back to the provider.</summary>
    public const string AddressReleased = "address-released";

    /// <summary>A domain is served by another tenant.</summary>
    public const string DomainMoved = "domain-moved";

    /// <summary>A domain is served by nobody any more.</summary>
    public const string DomainUnserved = "domain-unserved";

    /// <summary>Certificates stay although another authority signs.</summary>
    public const string CertificatesKept = "certificates-kept";

    /// <summary>People can't log in any more.</summary>
    public const string PeopleLockedOut = "people-locked-out";

    /// <summary>Data go for good.</summary>
    public const string DataLost = "data-lost";

    /// <summary>Something protected would go.</summary>
    public const string ProtectedRemoved = "protected-removed";

    /// <summary>Something isn't protected any more.</summary>
    public const string ProtectionLifted = "protection-lifted";

    /// <summary>K3s gets an older version.</summary>
    public const string K3sDowngraded = "k3s-downgraded";

    /// <summary>K3s skips a minor version.</summary>
    public const string K3sMinorSkipped = "k3s-minor-skipped";

    /// <summary>A guard goes or is weakened.</summary>
    public const string GuardRemoved = "guard-removed";
}
