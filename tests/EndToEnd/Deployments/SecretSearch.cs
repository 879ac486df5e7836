using Infra.Tests.EndToEnd.Suite;
using Infra.Tests.EndToEnd.Worlds;

namespace Infra.Tests.EndToEnd.Deployments;

/// <summary>Looks for secrets where none may be: in the state's files, in what was printed, and in what machines and the API log.</summary>
internal static class SecretSearch
{
    private const string OnMachines =
        "{ journalctl --no-pager --output=cat; cat /var/log/*.log /var/lib/rancher/k3s/server/logs/*.log; } 2>&1";

    /// <summary>Fails where one is found, naming the place and not the secret.</summary>
    public static async Task MustFindNothingAsync(World world, Deployment deployment, params string[] further)
    {
        var secrets = Secrets.Of(await deployment.ExportAsync(withSecrets: true))
            .AddRange(further.Append(deployment.Passphrase).Select(secret => KeyValuePair.Create(secret, "the administrator")));
        if (secrets.Count < 5)
            throw new StoryFailedException($"The state names {secrets.Count} secrets only, so nothing was looked for.");
        var places = Directory.EnumerateFiles(deployment.State, "*", SearchOption.AllDirectories)
            .Select(file => (Name: file, Text: File.ReadAllText(file)))
            .Concat(deployment.Runs.Select(run => (Name: run.Log, run.Text)))
            .ToList();
        foreach (var machine in world.Machines.Where(machine => machine.IsRunning))
            places.Add(($"logs of {machine.Name}", (await machine.SshAsync(OnMachines)).Output));
        var found = places.SelectMany(
            place => secrets.Where(secret => place.Text.Contains(secret.Key, StringComparison.Ordinal)),
            (place, secret) => $"{place.Name} has a secret of {secret.Value}").ToArray();
        if (found.Length > 0)
            throw new StoryFailedException(string.Join('\n', found));
    }
}
