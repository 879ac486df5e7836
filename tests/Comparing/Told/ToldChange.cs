using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Comparing;
using Infra.Configuration;
using Infra.Tests.Planning;
using Infra.Tests.Settings;

namespace Infra.Tests.Comparing.Told;

/// <summary>A change of settings, and all that people must read of it.</summary>
/// <param name="Name">What changes.</param>
/// <param name="Stack">The stack that it happens to: one that is shipped, or one of <see cref="Bases"/>.</param>
/// <param name="Kinds">Which kinds of changes there are, in ordinal order.</param>
internal sealed record ToldChange(string Name, string Stack, string Kinds)
{
    private static readonly string[] Shipped = ["dev", "prod"];

    /// <summary>What the stack has before, beside its own settings: paths and values.</summary>
    public ImmutableArray<(string Path, string? Value)> Before { get; init; } = [];

    /// <summary>What it has afterwards, beside its own settings.</summary>
    public ImmutableArray<(string Path, string? Value)> After { get; init; } = [];

    /// <summary>Which tenant isn't there afterwards; -1: all are.</summary>
    public int Gone { get; init; } = -1;

    /// <summary>Which dangers there are, in ordinal order. Default none.</summary>
    public ImmutableArray<string> Dangers { get; init; } = [];

    /// <summary>Who is affected, and what is ignored. Default nobody and nothing.</summary>
    public ImmutableArray<string> Told { get; init; } = [];

    /// <summary>Plans both, and compares.</summary>
    public PlanComparison Compare()
    {
        var after = With(After);
        if (Gone >= 0)
            after["tenants"]!.AsArray().RemoveAt(Gone);
        return PlanComparer.Compare(Change.Plan(With(Before)), Change.Plan(after));
    }

    /// <inheritdoc />
    public override string ToString() => Name;

    private JsonObject With(ImmutableArray<(string Path, string? Value)> values) =>
        values.Aggregate(Settings(), (settings, value) => settings.With(value.Path, value.Value));

    private JsonObject Settings() => Shipped.Contains(Stack)
        ? new JsonObject(StackFile.Read(Project.Find(SharedFolder.Checkout), Stack).Configuration
            .Where(setting => setting.Key.StartsWith("infra:", StringComparison.Ordinal))
            .Select(setting => KeyValuePair.Create(setting.Key["infra:".Length..], JsonNode.Parse(setting.Value))))
        : Stack == "plain" ? SettingsText.Ssh() : Bases.All[Stack]();
}
