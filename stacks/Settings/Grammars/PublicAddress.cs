using Infra.Components.Grammars;
using Infra.Components.Tenants;

namespace Infra.Stacks.Settings.Grammars;

/// <summary>Which public address a tenant gets.</summary>
internal sealed class PublicAddress : Grammar
{
    private static readonly AnyAddress Literal = new();

    public override string Word => "`primary`, `floating`, IP address";

    public override string Pattern => $"primary|floating|{Literal.Pattern}";

    public override Complaint? Check(string text)
    {
        if (text is "primary" or "floating" || Literal.Check(text) is null) return null;
        var nearest = NearestWord.Among(text, ["primary", "floating"]);
        const string rule = "must be primary, floating or an IP address";
        const string fix = "write one like 203.0.113.10, or leave it out for primary";
        return nearest is null ? new Complaint(rule, fix) : Complaint.Proposing(rule, "did you mean '{0}'?", nearest, fix);
    }

    public override object Meaning(string text) => text switch
    {
        "primary" => new TenantAddress.Primary(),
        "floating" => new TenantAddress.Floating(),
        _ => new TenantAddress.Literal((string)Literal.Meaning(text)),
    };
}
