using Infra.Components.Grammars;

namespace Infra.Stacks.Settings.Grammars;

/// <summary>Address of a folder on a web server. Without a name and a password, which would stand in plans and command lines.</summary>
internal sealed class MirrorUrl() : PatternGrammar(
    "https URL",
    "https://[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:[1-9][0-9]{0,4})?(/[A-Za-z0-9._~-]{1,200}){0,20}/?",
    "must be an https URL without user, query and fragment",
    "write it like https://mirror.example.com/k3s")
{
    public override string? Rules => "holds `<version>/` with the release's files, `install.sh` and `install.sh.sha256sum`";
}
