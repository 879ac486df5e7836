using System.Collections.Immutable;
using Pulumi.Serialization;
using Pulumi.Testing;

namespace Pulumi;

public sealed partial class Deployment
{
    internal void Register(Registration registration, ImmutableArray<OutputSource> outputs)
        => Runner.Register(CompleteAsync(registration, outputs));

    internal void RegisterOutputs(Resource resource, Output<IDictionary<string, object?>> outputs)
    {
        Runner.Register(RegisterAsync());

        async Task RegisterAsync()
        {
            await resource.Urn.Data.ConfigureAwait(false);
            var values = await outputs.GetValueAsync(whenUnknown: ImmutableDictionary<string, object?>.Empty).ConfigureAwait(false);
            foreach (var (name, value) in values) await Serializer.SerializeAsync(name, value, []).ConfigureAwait(false);
        }
    }

    private async Task CompleteAsync(Registration registration, ImmutableArray<OutputSource> outputs)
    {
        try
        {
            var (urn, id, state) = await RegisterAsync(registration).ConfigureAwait(false);
            foreach (var output in outputs)
            {
                if (output.Name == "urn") output.Set(OutputData<object?>.Of(urn));
                else if (output.Name == "id" && registration.Resource is CustomResource)
                    output.Set(OutputData<object?>.Of(id) with { IsKnown = id != "" });
                else if (state.TryGetValue(output.Name, out var value)) output.Set(value);
                else output.SetDefault(isKnown: !IsDryRun);
            }
        }
        catch (Exception exception)
        {
            Runner.Fail(exception);
            foreach (var output in outputs) output.Fail(exception);
            throw;
        }
    }

    private async Task<(string Urn, string Id, ImmutableDictionary<string, OutputData<object?>> State)> RegisterAsync(
        Registration registration)
    {
        var (resource, args, options, provider) = registration;
        var (type, name) = (resource.GetResourceType(), resource.GetResourceName());
        if (resource is Stack)
        {
            _engine.Add(resource);
            return (NewUrn(parent: null, type, name), "", ImmutableDictionary<string, OutputData<object?>>.Empty);
        }

        var inputs = await registration.SerializeInputsAsync().ConfigureAwait(false);
        var parentUrn = await (options.Parent ?? Stack).Urn.GetValueAsync(whenUnknown: "").ConfigureAwait(false);
        var request = new MockResourceArgs
        {
            Type = type,
            Name = name,
            Inputs = inputs,
            Provider = provider is null ? "" : await GetReferenceAsync(provider).ConfigureAwait(false),
        };
        _engine.Add(resource);
        var (id, state) = await _engine.CreateAsync(request).ConfigureAwait(false);
        return (NewUrn(parentUrn, type, name), id, state);
    }

    private static async Task<string> GetReferenceAsync(ProviderResource provider)
    {
        var urn = await provider.Urn.GetValueAsync(whenUnknown: "").ConfigureAwait(false);
        var id = await provider.Id.GetValueAsync(whenUnknown: Serializer.UnknownValue).ConfigureAwait(false);
        return $"{urn}::{id}";
    }

    /// <summary>A URN as mocks make it: of the types above the resource it has the first alone.</summary>
    private string NewUrn(string? parent, string type, string name)
    {
        var above = parent is null ? "" : parent.Split("::")[2].Split('$')[0] + "$";
        return $"urn:pulumi:{StackName}::{ProjectName}::{above}{type}::{name}";
    }
}
