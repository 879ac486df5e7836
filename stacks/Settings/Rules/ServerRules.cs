using System.Text.RegularExpressions;
using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>What servers are made of, and how they are reached.</summary>
internal static partial class ServerRules
{
    private const int LongestWhy = 100;

    public static Complaint? ServerType(string text) => TypeName().IsMatch(text)
        ? null
        : new Complaint("must be the name of a Hetzner Cloud server type", "use one such as cpx22 or cax11 ('hcloud server-type list')");

    public static Complaint? Image(string text) => ImageName().IsMatch(text)
        ? null
        : new Complaint("must be the name or the number of a Hetzner Cloud image", "use one such as debian-13 or ubuntu-24.04");

    public static Complaint? Why(string text) => text.Length is > 0 and <= LongestWhy
        ? null
        : new Complaint($"must be a text of 1 to {LongestWhy} characters", "write why or when, such as '2026-11-22'");

    public static Complaint? User(string text) => UserName().IsMatch(text)
        ? null
        : new Complaint("must be the name of a Linux user", "use root, or a user with password-less sudo");

    public static Complaint? Port(long port) => port is >= 1 and <= 65535
        ? null
        : new Complaint("must be a port, 1 to 65535", "leave it out for 22");

    public static Complaint? Memory(long mebibytes) => mebibytes is >= 1 and <= int.MaxValue
        ? null
        : new Complaint("must be the machine's memory in MiB", "write 2048 for 2 GiB, or leave it out");

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{1,19}\z")]
    private static partial Regex TypeName();

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._-]{0,62}\z")]
    private static partial Regex ImageName();

    [GeneratedRegex(@"\A[a-z_][a-z0-9_-]{0,31}\z")]
    private static partial Regex UserName();
}
