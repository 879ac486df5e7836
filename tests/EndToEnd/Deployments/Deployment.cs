using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Tests.EndToEnd.Suite;
using Infra.Tests.EndToEnd.Worlds;

namespace Infra.Tests.EndToEnd.Deployments;

/// <summary>A stack of the checkout, and what is typed for it.</summary>
internal sealed class Deployment
{
    /// <summary>How a run ends that was killed.</summary>
    public const int Killed = 137;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(40);

    private readonly World _world;
    private readonly string _checkout;
    private readonly Dictionary<string, string?> _variables;
    private int _runs;

    /// <summary>Prepares a deployment.</summary>
    /// <param name="world">Where it is deployed.</param>
    /// <param name="stack">The stack's name.</param>
    /// <param name="variables">Further variables of the environment.</param>
    public Deployment(World world, string stack, IEnumerable<KeyValuePair<string, string>>? variables = null)
    {
        (_world, Stack) = (world, stack);
        _checkout = Checkout.CopyOf(world.Root);
        var home = Directory.CreateDirectory(Path.Combine(world.Folder, "home")).FullName;
        var path = Plugins.Link(world.Programs, Path.Combine(home, ".pulumi"));
        _variables = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            // Helm's places. HOME stays: with another one, packages would be restored anew, and can't be from here.
            ["XDG_CACHE_HOME"] = home,
            ["XDG_CONFIG_HOME"] = home,
            ["XDG_DATA_HOME"] = home,
            ["PATH"] = $"{path}:{Environment.GetEnvironmentVariable("PATH")}",
            ["SSL_CERT_FILE"] = world.Trust,
            ["PULUMI_HOME"] = Path.Combine(home, ".pulumi"),
            ["PULUMI_CONFIG_PASSPHRASE"] = Passphrase,
            ["PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION"] = "true",
            ["K3S_DATA_DIR"] = Path.Combine(home, "k3s"),
            ["KUBECONFIG"] = null,
        };
        foreach (var (name, value) in Checkout.Environment(world.Programs).Concat(variables ?? []))
            _variables[name] = value;
    }

    /// <summary>The stack's name.</summary>
    public string Stack { get; }

    /// <summary>The passphrase of the state's secrets.</summary>
    public string Passphrase { get; } = "End-to-end passphrase 8c1f";

    /// <summary>Every run so far.</summary>
    public List<Run> Runs { get; } = [];

    /// <summary>The stack's file.</summary>
    public string File => Path.Combine(_checkout, $"Pulumi.{Stack}.yaml");

    /// <summary>The folder of the stack's state.</summary>
    public string State => Path.Combine(_checkout, ".build", "state");

    /// <summary>A file of the checkout.</summary>
    public string At(string path) => Path.Combine(_checkout, path);

    /// <summary>Writes the stack's file; the salt that Pulumi put there stays.</summary>
    public void Write(string text)
    {
        var salt = System.IO.File.Exists(File)
            ? System.IO.File.ReadLines(File).FirstOrDefault(line => line.StartsWith("encryptionsalt:", StringComparison.Ordinal))
            : null;
        System.IO.File.WriteAllText(File, $"{salt ?? "encryptionsalt:"}\n{text}");
    }

    /// <summary>Types <c>./build.sh VERB STACK ARGUMENTS</c>.</summary>
    public Task<Run> RunAsync(string verb, params string[] arguments) => TypeAsync("./build.sh", [verb, Stack, .. arguments]);

    /// <summary>Deploys, and fails where that fails.</summary>
    public async Task<Run> UpAsync(params string[] arguments) => (await RunAsync("up", ["--yes", .. arguments])).MustEnd();

    /// <summary>Deploys, and kills the run with all that it started once the state holds so many resources more.</summary>
    public Task<Run> UpKilledAfterAsync(int resources) => TypeAsync("./build.sh", ["up", Stack, "--yes"], stop: async process =>
    {
        var state = Path.Combine(State, ".pulumi", "stacks", "infra", $"{Stack}.json");
        var goal = await CountAsync(state) + resources;
        while (!process.HasExited)
        {
            await Task.Delay(100);
            if (await CountAsync(state) < goal)
                continue;
            process.Kill(entireProcessTree: true);
            return;
        }
    });

    /// <summary>Keeps the times of the steps of the first <c>up</c> beside the logs, as <c>plan --timings</c> reads them.</summary>
    public void KeepTimes()
    {
        var times = At($".build/times-{Stack}.json");
        if (System.IO.File.Exists(times))
            System.IO.File.Copy(times, Path.Combine(_world.Folder, "times.json"), overwrite: true);
    }

    /// <summary>The URN of a resource.</summary>
    public async Task<string> UrnAsync(string type, string name) => (await ExportAsync())["deployment"]!["resources"]!.AsArray()
        .Select(resource => resource!["urn"]!.GetValue<string>())
        .SingleOrDefault(urn => urn.EndsWith($"{type}::{name}", StringComparison.Ordinal))
        ?? throw new StoryFailedException($"The state has no {type} '{name}'.");

    /// <summary>Type and inputs of what a killed run was about to create.</summary>
    public async Task<(string Type, JsonNode? Inputs)> PendingAsync(string urn)
    {
        var pending = (await ExportAsync())["deployment"]!["pending_operations"]?.AsArray() ?? [];
        var resource = pending.Select(operation => operation!["resource"]!).FirstOrDefault(one => one["urn"]!.GetValue<string>() == urn)
            ?? throw new StoryFailedException($"The state names nothing pending as {urn}.");
        return (resource["type"]!.GetValue<string>(), resource["inputs"]);
    }

    /// <summary>Stores a secret setting, encrypted, in the stack's file.</summary>
    public async Task SetSecretAsync(string key, string value)
    {
        Directory.CreateDirectory(State);
        (await TypeAsync("pulumi", ["stack", "select", "--create", "--stack", Stack])).MustEnd();
        (await TypeAsync("pulumi", ["config", "set", "--secret", key, "--stack", Stack], isSecret: true, input: value)).MustEnd();
    }

    /// <summary>Reads an output of the stack.</summary>
    public async Task<string> OutputAsync(string name)
    {
        var run = await TypeAsync("pulumi", ["stack", "output", name, "--show-secrets", "--stack", Stack], isSecret: true);
        return run.MustEnd().Output.TrimEnd();
    }

    /// <summary>Reads an output that is an object.</summary>
    public async Task<ImmutableSortedDictionary<string, string>> OutputsAsync(string name)
    {
        var run = await TypeAsync("pulumi", ["stack", "output", name, "--json", "--show-secrets", "--stack", Stack], isSecret: true);
        return JsonNode.Parse(run.MustEnd().Output)!.AsObject()
            .ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value!.ToString());
    }

    /// <summary>The state, as Pulumi exports it.</summary>
    public async Task<JsonNode> ExportAsync(bool withSecrets = false)
    {
        string[] shown = withSecrets ? ["--show-secrets"] : [];
        var run = await TypeAsync("pulumi", ["stack", "export", .. shown, "--stack", Stack], isSecret: withSecrets);
        return JsonNode.Parse(run.MustEnd().Output)!;
    }

    /// <summary>Types a command in the checkout.</summary>
    /// <param name="program">The program, from the PATH or the checkout.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="isSecret">Whether its output is kept out of the logs.</param>
    /// <param name="input">What is typed when it asks.</param>
    /// <param name="stop">Called with the process when it runs; whoever wants to stop it, does so there.</param>
    public async Task<Run> TypeAsync(
        string program, string[] arguments, bool isSecret = false, string input = "", Func<Process, Task>? stop = null)
    {
        var command = $"{program} {string.Join(' ', arguments)}";
        var number = Interlocked.Increment(ref _runs);
        var log = Path.Combine(_world.Folder, string.Create(CultureInfo.InvariantCulture, $"{number:000}-{Word(arguments)}.log"));
        var start = new ProcessStartInfo("bash", ["-c", "exec \"$@\"", "type", program, .. arguments])
        {
            WorkingDirectory = _checkout,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in _variables)
        {
            if (value is null)
                start.Environment.Remove(name);
            else
                start.Environment[name] = value;
        }

        // As README has it, for the CLI itself; build.sh finds the state alone.
        if (program == "pulumi")
            start.Environment["PULUMI_BACKEND_URL"] = $"file://{State}";
        await using var file = System.IO.File.CreateText(log);
        await file.WriteLineAsync($"{DateTime.Now:HH:mm:ss} {command}");
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = ReadAsync(process.StandardOutput, isSecret ? null : file);
        var error = ReadAsync(process.StandardError, file);
        using var timer = new CancellationTokenSource(Limit);
        var stopping = stop?.Invoke(process) ?? Task.CompletedTask;
        try
        {
            await process.WaitForExitAsync(timer.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new StoryFailedException($"'{command}' didn't end in {Limit.TotalMinutes} minutes: {log}");
        }

        await stopping;
        var run = new Run(command, process.ExitCode, await output, await error, log);
        await file.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{DateTime.Now:HH:mm:ss} ended with {process.ExitCode}"));
        if (!isSecret)
            Runs.Add(run);
        return run;
    }

    // What was done, but isn't in the state yet, would be done again and again. Components aren't steps, nor is what is under way.
    private static async Task<int> CountAsync(string state)
    {
        try
        {
            var latest = JsonNode.Parse(await System.IO.File.ReadAllTextAsync(state))?["checkpoint"]?["latest"];
            return latest?["resources"]?.AsArray().Count(resource => resource!["custom"]?.GetValue<bool>() == true) ?? 0;
        }
        catch (Exception absent) when (absent is IOException or JsonException)
        {
            // It isn't there yet, or not whole.
            return 0;
        }
    }

    private static async Task<string> ReadAsync(StreamReader reader, StreamWriter? log)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line)
        {
            text.Append(line).Append('\n');
            if (log is null)
                continue;
            lock (log)
            {
                log.WriteLine(line);
                log.Flush();
            }
        }

        return text.ToString();
    }

    private static string Word(string[] arguments) =>
        string.Concat(string.Join('-', arguments.Take(2)).Where(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'));
}
