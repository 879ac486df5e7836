using System.Collections.Immutable;
using Infra.Components.Machines;
using Infra.Stacks;
using Infra.Stacks.Settings;
using Pulumi;

namespace Infra;

/// <summary>The program as Pulumi's engine runs it.</summary>
internal static class PulumiProgram
{
    private const string Namespace = "infra";
    private const string PrivateKey = "sshPrivateKey";

    /// <summary>Whether Pulumi's language host started this process (it says where its engine listens).</summary>
    public static bool IsStartedByPulumi => Environment.GetEnvironmentVariable("PULUMI_MONITOR") is { Length: > 0 };

    /// <summary>Runs the stack.</summary>
    public static Task<int> RunAsync() => Deployment.RunAsync<PlatformStack>(new StackProvider(() =>
    {
        WriteScripts();
        var config = new Config(Namespace);
        var settings = Load(config);
        var options = new StackOptions { ResourceTransformations = [.. settings.Cluster.Provider.Transformations()] };
        return config.GetSecret(PrivateKey) is { } key
            ? new PlatformStack(settings, key, options)
            : new PlatformStack(settings, options: options);
    }));

    /// <summary>Puts the scripts where Pulumi fetches them from, for upload.</summary>
    private static void WriteScripts()
    {
        try
        {
            ScriptBundle.Write();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RunException($"{ScriptBundle.LocalPath} can't be written: {failure.Message}");
        }
    }

    /// <summary>Reads the settings once; a mistake in them is told without a stack trace.</summary>
    private static PlatformSettings Load(Config config)
    {
        var configuration = EngineConfiguration.Keys(Namespace)
            .Select(key => (Key: key, Value: config.Get(key)))
            .Where(setting => setting.Value is not null)
            .ToImmutableDictionary(setting => $"{Namespace}:{setting.Key}", setting => setting.Value!);
        try
        {
            return SettingsLoader.Load(configuration);
        }
        catch (SettingsException mistakes)
        {
            throw new RunException(mistakes.Message);
        }
    }
}
