using System.Collections.Immutable;
using System.Text.Json;
using Infra.Configuration;
using Infra.Planning;
using Infra.Stacks.Providers;

namespace Infra.Timing;

/// <summary>How long the steps of a deployment take.</summary>
/// <param name="Seconds">Seconds by the step's name.</param>
public sealed record StepTimes(ImmutableSortedDictionary<string, decimal> Seconds)
{
    /// <summary>A step that takes longer than this, in seconds, is a mistake: a day.</summary>
    public const int Longest = 86_400;

    private const string Resource = "step-times.json";
    private const string Server = "server";
    private const string Upload = "upload";
    private const string Chart = "chart";
    private const string MachineCommand = "machine-command";
    private const string ApiObject = "object";

    // By the end of a command's name.
    private static readonly (string Suffix, string Step)[] Commands =
        [("-prepare", "preparation"), ("-download", "download"), ("-k3s", "k3s")];

    private static readonly ImmutableArray<string> Machines = [.. NodeProviders.All.SelectMany(provider => provider.MachineTypes)];

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The times that are used unless a user measured others; <c>step-times.json</c> says where each is from.</summary>
    public static StepTimes Default { get; } = ReadDefault();

    /// <summary>The step that a resource's creation is.</summary>
    public static string StepOf(PlannedResource resource) => StepOf(resource.Type, resource.Name);

    /// <summary>The step that the creation of a resource of a type and a name is.</summary>
    public static string StepOf(string type, string name) => type switch
    {
        PlanQueries.Upload => Upload,
        PlanQueries.Release => Chart,
        PlanQueries.Command => Commands.Where(command => name.EndsWith(command.Suffix, StringComparison.Ordinal))
            .Select(command => command.Step).FirstOrDefault(MachineCommand),
        _ => Machines.Contains(type) ? Server : ApiObject,
    };

    /// <summary>How long a request to an API takes, in seconds.</summary>
    public decimal Object => Seconds[ApiObject];

    /// <summary>How long a resource's creation takes, in seconds.</summary>
    public decimal Of(PlannedResource resource) => resource.IsComponent ? 0 : Seconds[StepOf(resource)];

    /// <summary>These times with those that a user measured in place of them.</summary>
    /// <param name="file">A JSON file: a map of steps to seconds.</param>
    /// <exception cref="ConfigurationException">It can't be read, names an unknown step, or has a bad number.</exception>
    public StepTimes With(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file), Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new ConfigurationException($$"""{{file}} must be a map of steps to seconds, such as { "server": 30 }.""");
            return this with
            {
                Seconds = Seconds.SetItems(document.RootElement.EnumerateObject()
                    .Select(step => KeyValuePair.Create(Known(file, step.Name), Number(file, step)))),
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"--timings '{file}' can't be read: {exception.Message}");
        }
        catch (JsonException exception)
        {
            throw new ConfigurationException($"{file} is no JSON: {exception.Message}");
        }
    }

    private static StepTimes ReadDefault()
    {
        using var stream = typeof(StepTimes).Assembly.GetManifestResourceStream(Resource)!;
        using var document = JsonDocument.Parse(stream, Strict);
        return new StepTimes(document.RootElement.EnumerateObject()
            .ToImmutableSortedDictionary(
                step => step.Name, step => step.Value.GetProperty("seconds").GetDecimal(), StringComparer.Ordinal));
    }

    private string Known(string file, string step) => Seconds.ContainsKey(step)
        ? step
        : throw new ConfigurationException(
            $"{file} has a step '{step}', which there isn't; there are {string.Join(", ", Seconds.Keys)}.");

    private static decimal Number(string file, JsonProperty step) =>
        step.Value.ValueKind == JsonValueKind.Number
            && step.Value.TryGetDecimal(out var seconds) && seconds is >= 0 and <= Longest
            ? seconds
            : throw new ConfigurationException(FormattableString.Invariant(
                $"{file}: '{step.Name}' is {step.Value.GetRawText()} and must be a number of seconds from 0 to {Longest}."));
}
