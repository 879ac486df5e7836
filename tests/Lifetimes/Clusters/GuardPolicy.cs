using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Infra.Planning;
using Infra.Tests.Lifetimes.Expressions;

namespace Infra.Tests.Lifetimes.Clusters;

/// <summary>A ValidatingAdmissionPolicy or MutatingAdmissionPolicy, read from the object itself.</summary>
internal sealed class GuardPolicy
{
    // Bodies are never changed, and the same in all runs of a plan.
    private static readonly ConditionalWeakTable<JsonObject, GuardPolicy> Known = [];

    private readonly JsonNode _spec;
    private readonly ImmutableArray<(string Group, string[] Resources, string[] Operations, string? Scope)> _rules;
    private readonly ImmutableArray<Expression> _conditions;
    private readonly Dictionary<string, Expression> _variables;
    private readonly ImmutableArray<(Expression Rule, Expression? Message)> _validations;
    private readonly ImmutableArray<Expression> _patches;

    private GuardPolicy(JsonObject body)
    {
        Name = body.At("metadata", "name")!.GetValue<string>();
        _spec = body["spec"]!;
        _rules =
        [
            .. List(_spec.At("matchConstraints", "resourceRules")).SelectMany(rule => rule["apiGroups"].Texts().Select(group =>
                (group, rule["resources"].Texts(), rule["operations"].Texts(), rule["scope"]?.GetValue<string>()))),
        ];
        _conditions = [.. List(_spec["matchConditions"]).Select(condition => Read(condition["expression"]))];
        _variables = List(_spec["variables"]).ToDictionary(
            variable => variable["name"]!.GetValue<string>(), variable => Read(variable["expression"]), StringComparer.Ordinal);
        _validations =
        [
            .. List(_spec["validations"]).Select(rule =>
                (Read(rule["expression"]), rule["messageExpression"] is { } message ? Read(message) : null)),
        ];
        _patches = [.. List(_spec["mutations"]).Select(mutation => Read(mutation.At("jsonPatch", "expression")))];
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Whether its bindings name an object that it reads.</summary>
    public bool HasParameter => _spec["paramKind"] is not null;

    /// <summary>The policy that an object is.</summary>
    public static GuardPolicy Of(JsonObject body) => Known.GetValue(body, read => new GuardPolicy(read));

    /// <summary>Whether it looks at a write, as far as kinds, operations and namespaces say it.</summary>
    public bool Matches(ApiWrite write, JsonObject? ns) =>
        _rules.Any(rule => (rule.Group is "*" || rule.Group == write.Group)
            && rule.Operations.Any(operation => operation is "*" || operation == write.Operation)
            && rule.Resources.Any(resource => Names(resource, write))
            && (rule.Scope is null or "*" || (rule.Scope == "Namespaced") == (write.Key.Namespace is not null)))
        && Selects(_spec.At("matchConstraints", "namespaceSelector"), write, ns);

    /// <summary>Whether its conditions hold, after which its rules are asked.</summary>
    /// <exception cref="ExpressionException">One of them can't be decided, and none says that the write isn't meant.</exception>
    public bool IsMeant(ApiWrite write, JsonObject? ns, JsonObject? parameter)
    {
        var scope = new WriteScope(write, ns, parameter, _variables);
        ExpressionException? undecided = null;
        foreach (var condition in _conditions)
        {
            try
            {
                if (!Operators.Truth(condition(scope))) return false;
            }
            catch (ExpressionException exception)
            {
                undecided = exception;
            }
        }

        return undecided is null ? true : throw undecided;
    }

    /// <summary>What it says against a write; null: nothing.</summary>
    public string? Objection(ApiWrite write, JsonObject? ns, JsonObject? parameter)
    {
        var scope = new WriteScope(write, ns, parameter, _variables);
        foreach (var (rule, message) in _validations)
        {
            if (!Operators.Truth(rule(scope))) return message is null ? "failed expression" : (string)message(scope)!;
        }

        return null;
    }

    /// <summary>The object, changed as it says.</summary>
    public JsonObject Change(ApiWrite write, JsonObject? ns, JsonObject? parameter)
    {
        var scope = new WriteScope(write, ns, parameter, _variables);
        return _patches.Aggregate(write.Now!, (changed, patch) => JsonPatches.Apply(changed, Values.Items(patch(scope))));
    }

    private static bool Names(string resource, ApiWrite write) =>
        resource == write.Resource || resource is "*/*" || (resource is "*" && write.Subresource.Length == 0)
        || (resource.EndsWith("/*", StringComparison.Ordinal) && resource[..^2] == write.Plural);

    // Of a namespace, its own labels are looked at; whatever else lies in none is never left out.
    private static bool Selects(JsonNode? selector, ApiWrite write, JsonObject? ns)
    {
        var subject = write.Key is { Kind: "Namespace", Group: "" } ? write.Now ?? write.Before : ns;
        if (selector is null || subject is null) return true;
        var labels = subject.At("metadata", "labels") as JsonObject ?? [];
        return (selector["matchLabels"] as JsonObject ?? []).All(label => labels[label.Key]?.ToString() == label.Value?.ToString())
            && List(selector["matchExpressions"]).All(term =>
            {
                var value = labels[term["key"]!.GetValue<string>()]?.GetValue<string>();
                return term["operator"]!.GetValue<string>() switch
                {
                    "Exists" => value is not null,
                    "DoesNotExist" => value is null,
                    "In" => term["values"].Texts().Contains(value),
                    _ => !term["values"].Texts().Contains(value),
                };
            });
    }

    private static IEnumerable<JsonNode> List(JsonNode? list) => (list as JsonArray ?? []).Select(item => item!);

    private static Expression Read(JsonNode? expression) => Parser.Read(expression!.GetValue<string>());
}
