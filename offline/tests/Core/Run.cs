using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace Infra.Offline.Tests.Core;

/// <summary>Runs a few lines as a program.</summary>
internal static class Run
{
    public static async Task<RecordingMocks> RecordAsync(Action program, bool isPreview = false)
    {
        var mocks = new RecordingMocks();
        await Deployment.TestAsync(mocks, new TestOptions { IsPreview = isPreview }, program);
        return mocks;
    }

    /// <summary>What an output of a program resolves to.</summary>
    public static async Task<Resolved<T>> ResolveAsync<T>(Func<Output<T>> program, IMocks? mocks = null, bool isPreview = false)
    {
        Output<T>? output = null;
        await Deployment.TestAsync(
            mocks ?? new RecordingMocks(), new TestOptions { IsPreview = isPreview }, () => { output = program(); });
        var resources = await OutputUtilities.GetDependenciesAsync(output!);
        return new(
            await OutputUtilities.GetValueAsync(output!),
            await OutputUtilities.GetIsKnownAsync(output!),
            await Output.IsSecretAsync(output!),
            [.. resources.Select(resource => resource.GetResourceName()).Order(StringComparer.Ordinal)]);
    }
}

internal sealed record Resolved<T>(T Value, bool IsKnown, bool IsSecret, string[] Resources);
