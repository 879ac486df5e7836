using System.Collections.Immutable;
using Infra.Components.Grammars;

namespace Infra.Stacks.Settings.Grammars;

/// <summary>How many servers a control plane has: one, or as many as make a majority without one.</summary>
internal sealed class ServerCount() : Number(1, Most, "a number of servers")
{
    /// <summary>The largest number of servers.</summary>
    public const int Most = 3;

    public override ImmutableArray<string> Words => ["1", "3"];

    public override string? Rules => null;

    public override Complaint? Check(string text) => Words.Contains(text)
        ? null
        : Complaint.Proposing(
            "must be 1 or 3 (embedded etcd needs a majority)", "use {0}", (long)Meaning(text) > 1 ? "3" : "1", "write 1 or 3");
}

/// <summary>The number of a server of the control plane.</summary>
internal sealed class ServerNumber() : Number(1, ServerCount.Most, "the number of a control plane server")
{
    public override string? Rules => null;
}
