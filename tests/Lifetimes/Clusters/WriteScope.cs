using System.Text.Json.Nodes;
using Infra.Tests.Lifetimes.Expressions;

namespace Infra.Tests.Lifetimes.Clusters;

/// <summary>What a guard's expressions know of a write.</summary>
internal sealed class WriteScope(
    ApiWrite write, JsonObject? ns, JsonObject? parameter, IReadOnlyDictionary<string, Expression> variables) : Scope
{
    private readonly Dictionary<string, object?> _variables = new(StringComparer.Ordinal);

    private JsonObject? _request;

    /// <inheritdoc />
    public override object? this[string name] => name switch
    {
        "object" => write.Now,
        "oldObject" => write.Before,
        "namespaceObject" => ns,
        "params" => parameter,
        "request" => _request ??= Request(),
        "variables" => new Variables(this),
        "authorizer" => new AskedRight(write.By.May),
        _ => throw new NotSupportedException($"Expressions know nothing called '{name}'."),
    };

    private object? Variable(string name) => _variables.TryGetValue(name, out var known)
        ? known
        : _variables[name] = variables[name](this);

    private JsonObject Request()
    {
        var version = (write.Now ?? write.Before)?["apiVersion"]?.GetValue<string>().Split('/')[^1] ?? "v1";
        var request = new JsonObject
        {
            ["operation"] = write.Operation,
            ["name"] = write.Key.Name,
            ["kind"] = new JsonObject { ["group"] = write.Key.Group, ["version"] = version, ["kind"] = write.Key.Kind },
            ["resource"] = new JsonObject { ["group"] = write.Group, ["version"] = version, ["resource"] = write.Plural },
            ["subResource"] = write.Subresource,
            ["userInfo"] = write.By.UserInfo.DeepClone(),
            ["dryRun"] = write.DryRun,
        };
        if (write.Key.Namespace is { } own) request["namespace"] = own;
        return request;
    }

    /// <summary>A guard's variables, each worked out when it is first asked for.</summary>
    private sealed class Variables(WriteScope scope) : IReadOnlyDictionary<string, object?>
    {
        public object? this[string key] => scope.Variable(key);

        public IEnumerable<string> Keys => throw new NotSupportedException();

        public IEnumerable<object?> Values => throw new NotSupportedException();

        public int Count => throw new NotSupportedException();

        public bool ContainsKey(string key) => true;

        public bool TryGetValue(string key, out object? value)
        {
            value = scope.Variable(key);
            return true;
        }

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => throw new NotSupportedException();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
