namespace Infra.Components.Grammars;

/// <summary>A name of the DNS in lower case: at least two labels, the last of which is not a number.</summary>
public sealed class HostName() : PatternGrammar(
    "host name", $"(?=.{{1,253}}$){Labels}", "must be a host name in lower case", "write it like shop.example.com")
{
    /// <summary>The labels, of 1 to 63 characters each.</summary>
    public const string Labels =
        @"(?=.*\.[a-z0-9-]*[a-z-][a-z0-9-]*$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+";
}
