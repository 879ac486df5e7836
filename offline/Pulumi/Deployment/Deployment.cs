using System.Collections.Immutable;
using System.Text.Json;
using Pulumi.Testing;

namespace Pulumi;

/// <summary>Runs programs. These stand-ins test them under mocks and refuse to deploy.</summary>
public sealed partial class Deployment
{
    private static readonly AsyncLocal<Deployment?> CurrentDeployment = new();
    private readonly MockEngine _engine;
    private Stack? _stack;

    private Deployment(IMocks mocks, TestOptions? options)
    {
        _engine = new(mocks);
        Options = options ?? new();
    }

    internal static Deployment? Current => CurrentDeployment.Value;

    internal static Deployment Required => Current
        ?? throw new InvalidOperationException("There is no deployment here: resources are made by code that a deployment runs.");

    internal TestOptions Options { get; }

    internal Runner Runner { get; } = new();

    internal string ProjectName => Options.ProjectName ?? "project";

    internal string StackName => Options.StackName ?? "stack";

    internal bool IsDryRun => Options.IsPreview ?? true;

    internal ImmutableDictionary<string, string> Configuration { get; } = ReadConfiguration();

    internal Stack Stack
    {
        get => _stack ?? throw new InvalidOperationException("There is no stack yet: a resource is made before its stack.");
        set => _stack = value;
    }

    private static ImmutableDictionary<string, string> ReadConfiguration()
    {
        if (Environment.GetEnvironmentVariable("PULUMI_CONFIG") is not { } json) return ImmutableDictionary<string, string>.Empty;
        using var document = JsonDocument.Parse(json);
        // Pulumi once wrote "project:config:key".
        return document.RootElement.EnumerateObject()
            .ToImmutableDictionary(value => value.Name.Replace(":config:", ":", StringComparison.Ordinal), value => value.Value.ToString());
    }
}
