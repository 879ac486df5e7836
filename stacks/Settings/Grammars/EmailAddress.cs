using System.Text.RegularExpressions;
using Infra.Components.Grammars;

namespace Infra.Stacks.Settings.Grammars;

/// <summary>An e-mail address at a domain of the DNS.</summary>
internal sealed class EmailAddress : Grammar
{
    private const string Local = "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}";

    private static readonly Regex LocalPart = PatternGrammar.Whole(Local);
    private static readonly HostName Host = new();

    public override string Word => "e-mail address";

    public override string Pattern =>
        Local + @"@[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+";

    public override Complaint? Check(string text)
    {
        var at = text.LastIndexOf('@');
        return at > 0 && LocalPart.IsMatch(text[..at]) && Host.Check(text[(at + 1)..].ToLowerInvariant()) is null
            ? null
            : new Complaint("must be an e-mail address", "write it like admin@example.com");
    }
}
