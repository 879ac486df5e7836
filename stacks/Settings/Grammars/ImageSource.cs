using Infra.Components.Grammars;

namespace Infra.Stacks.Settings.Grammars;

/// <summary>
/// A registry, or a path in one, in full: what image references begin with (https://pkg.go.dev/github.com/distribution/reference). Its host
/// has a dot or a port, or is <c>localhost</c>: another first part would be a path at Docker Hub.
/// </summary>
internal sealed class ImageSource() : PatternGrammar(
    "registry or path in it",
    $@"(?=.{{1,255}}$)(?=[^/]*[.:]|localhost(/|$)){Label}(\.{Label})*(:[0-9]{{1,5}})?(/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*",
    "must be a registry's host in lower case, with a path or without", "")
{
    private const string Label = "[a-z0-9]([a-z0-9-]*[a-z0-9])?";
    private const string Hub = "docker.io";

    private static readonly string[] OtherNamesOfHub = ["index.docker.io", "registry-1.docker.io", "hub.docker.com"];

    public override string? Rules => "lower case; Docker Hub is `docker.io`, its official images `docker.io/library`";

    public override Complaint? Check(string text)
    {
        if (OtherNamesOfHub.Contains(text.Split('/')[0]))
            return Complaint.Proposing(
                "must name Docker Hub as images do", "try '{0}'", $"{Hub}{text[text.Split('/')[0].Length..]}",
                "write it like docker.io/acme");
        if (base.Check(text) is not { } complaint) return null;
        const string fix = "write it like ghcr.io or ghcr.io/acme";
        return Corrected(text) is { } corrected
            ? Complaint.Proposing(complaint.Rule, "try '{0}'", corrected, fix)
            : complaint with { Fix = fix };
    }

    // Without scheme, tag, digest and slashes at its ends, in lower case; what has no host is at Docker Hub.
    private string? Corrected(string text)
    {
        var plain = text.Trim().ToLowerInvariant();
        var scheme = plain.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0) plain = plain[(scheme + 3)..];
        plain = plain.Split('@')[0].Trim('/', '*');
        var tag = plain.LastIndexOf(':');
        if (tag > plain.LastIndexOf('/') && plain.Contains('/', StringComparison.Ordinal)) plain = plain[..tag];
        return new[] { plain, $"{Hub}/{plain}" }.FirstOrDefault(corrected => base.Check(corrected) is null);
    }
}
