using System.Collections.Immutable;

namespace Infra.Tests.Providers;

/// <summary>What a provider makes of an input before it keeps it.</summary>
/// <param name="Type">The resource's type token.</param>
/// <param name="Path">Names that lead to the input, joined with <c>/</c>; <c>*</c> stands for every item or key.</param>
/// <param name="Form">The form that it keeps.</param>
/// <param name="Source">Where that is written: project, version, file.</param>
internal sealed record KeptForm(string Type, string Path, Func<string, string> Form, string Source)
{
    /// <summary>The inputs as the provider keeps them.</summary>
    public ImmutableDictionary<string, object> Apply(ImmutableDictionary<string, object> inputs) =>
        (ImmutableDictionary<string, object>)Apply(inputs, Path.Split('/'));

    private object Apply(object value, ReadOnlySpan<string> path)
    {
        if (path.IsEmpty) return value is string text ? Form(text) : value;
        switch (value)
        {
            case ImmutableArray<object> list when path[0] == "*":
                var items = list.ToBuilder();
                for (var index = 0; index < items.Count; index++) items[index] = Apply(items[index], path[1..]);
                return items.ToImmutable();
            case ImmutableDictionary<string, object> map:
                var fields = map.ToBuilder();
                foreach (var (name, field) in map)
                {
                    if (path[0] == "*" || path[0] == name) fields[name] = Apply(field, path[1..]);
                }

                return fields.ToImmutable();
            default:
                return value;
        }
    }
}
