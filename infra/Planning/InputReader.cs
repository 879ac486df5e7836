using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using Pulumi;

namespace Infra.Planning;

/// <summary>
/// Finds out where a resource's inputs come from and which of them are secret, by walking through its arguments. Mocks see values only.
/// </summary>
internal sealed class InputReader
{
    private readonly SortedDictionary<string, ImmutableHashSet<Resource>> _uses = new(StringComparer.Ordinal);
    private readonly ImmutableHashSet<string>.Builder _secrets = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);

    private InputReader()
    {
    }

    /// <summary>Reads a resource's arguments.</summary>
    public static async Task<InputFacts> ReadAsync(ResourceArgs? args)
    {
        var reader = new InputReader();
        await reader.WalkAsync(args, "").ConfigureAwait(false);
        return new InputFacts(
            reader._uses.ToImmutableSortedDictionary(StringComparer.Ordinal), reader._secrets.ToImmutable());
    }

    /// <summary>The path of a part of a value.</summary>
    public static string Join(string path, string part) => path.Length == 0 ? part : $"{path}/{part}";

    private async ValueTask WalkAsync(object? value, string path)
    {
        switch (value)
        {
            case null or string or bool or int or long or double:
                return;
            case Resource resource:
                Use(path, [resource]);
                return;
            case InputArgs args:
                foreach (var member in InputMembers.Of(args.GetType()))
                    await WalkAsync(member.Read(args), Join(path, member.Name)).ConfigureAwait(false);
                return;
            case IDictionary map:
                foreach (DictionaryEntry entry in map)
                    await WalkAsync(entry.Value, Join(path, (string)entry.Key)).ConfigureAwait(false);
                return;
            case IList list:
                for (var i = 0; i < list.Count; i++)
                    await WalkAsync(list[i], Join(path, i.ToString(CultureInfo.InvariantCulture))).ConfigureAwait(false);
                return;
            default:
                if (OutputReader.For(value.GetType()) is { } output)
                    await WalkAsync(await ReadAsync(output, value, path).ConfigureAwait(false), path).ConfigureAwait(false);
                return;
        }
    }

    private async Task<object?> ReadAsync(OutputReader output, object value, string path)
    {
        var state = await output.ReadAsync(value).ConfigureAwait(false);
        Use(path, state.Dependencies);
        if (state.IsSecret)
        {
            // With Pulumi's packages, no mock sees that the engine would refuse it.
            if (state is { IsKnown: true, Value: null })
                throw new InvalidOperationException($"malformed RPC secret: missing value for \"{path}\"");
            _secrets.Add(path);
        }

        return state.Value;
    }

    private void Use(string path, ImmutableHashSet<Resource> resources)
    {
        if (!resources.IsEmpty)
            _uses[path] = _uses.TryGetValue(path, out var known) ? known.Union(resources) : resources;
    }
}
