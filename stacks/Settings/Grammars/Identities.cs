using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Infra.Components.Grammars;
using PublicKey = Infra.Components.Grammars.PublicKey;

namespace Infra.Stacks.Settings.Grammars;

/// <summary>A name as an identity provider spells it.</summary>
internal sealed class ProviderName() : PatternGrammar(
    "text of 1 to 200 characters", @"[^\s\x00-\x1f\x7f]([^\x00-\x1f\x7f]{0,198}[^\s\x00-\x1f\x7f])?",
    "must be a name of 1 to 200 characters in one line, without spaces around it", "write it as the identity provider spells it");

/// <summary>Name of a claim in a token.</summary>
internal sealed class ClaimName() : PatternGrammar(
    "claim", @"[A-Za-z0-9_][A-Za-z0-9_.:/-]{0,199}", "must be the name of a claim", "write it as in the token, such as preferred_username");

/// <summary>URL of an identity provider. Kubernetes takes https alone, and neither a query nor the cluster's own issuer.</summary>
internal sealed class IssuerUrl() : PatternGrammar(
    "https URL",
    "https://(?!kubernetes\\.default)[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:[1-9][0-9]{0,4})?(/[A-Za-z0-9._~-]{1,200}){0,20}/?",
    "must be an https URL without user, query and fragment, and not the cluster's own",
    "write it like https://login.example.com/realms/main");

/// <summary>
/// What stands before a provider's names. It ends at a colon, the first of the whole name: so no name becomes <c>system:…</c>, whatever the
/// provider says.
/// </summary>
internal sealed class NamePrefix() : PatternGrammar(
    "text ending with `:`", "(?!system:)[a-z][a-z0-9.-]{0,29}:",
    "must be 1 to 30 of a-z, 0-9, '.' and '-', starting with a letter, and a colon; not 'system:', which is Kubernetes' own",
    "try 'oidc:'");

/// <summary>A text that names a token, as a part of its Secret's name.</summary>
internal sealed class TokenText() : PatternGrammar(
    "text of 1 to 30 characters", "[a-z0-9]([a-z0-9-]{0,28}[a-z0-9])?",
    "must be 1 to 30 of a-z, 0-9 and '-', with a letter or digit at both ends", "write when it is made, such as '2026-11'");

/// <summary>Certificates in PEM.</summary>
internal sealed class Certificates : Grammar
{
    private const string Begin = "-----BEGIN CERTIFICATE-----";
    private const string End = "-----END CERTIFICATE-----";

    private static readonly Complaint Wrong = new("must be certificates in PEM", $"copy the lines from {Begin} to {End}, both included");

    public override string Word => "PEM";

    public override string Pattern => $@"\s*{Begin}[\s\S]{{1,100000}}{End}\s*";

    public override Complaint? Check(string text)
    {
        if (PublicKey.IsPrivate(text))
        {
            return new Complaint(
                "holds a private key, which must never stand in a stack file",
                "leave the certificates alone, and make a new key pair if this file was shared");
        }

        if (!PatternGrammar.Whole(Pattern).IsMatch(text)) return Wrong;
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPem(text);
            var isAny = certificates.Count > 0;
            foreach (var certificate in certificates)
                certificate.Dispose();
            return isAny ? null : Wrong;
        }
        catch (CryptographicException)
        {
            return Wrong;
        }
    }

    public override object Meaning(string text) => $"{text.Trim().ReplaceLineEndings("\n")}\n";
}
