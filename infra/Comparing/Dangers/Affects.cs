namespace Infra.Comparing.Dangers;

/// <summary>What happens to those outside whom a danger concerns.</summary>
internal static class Affects
{
    public const string Dns = "DNS must follow";
    public const string Away = "Not served for a while";
    public const string Unserved = "Served by nobody any more";
    public const string Untrusted = "With certificates that browsers refuse";
    public const string LockedOut = "Can't log in any more";
}
