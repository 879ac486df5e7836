using System.Text.Json.Nodes;
using Infra.Planning;

namespace Infra.Tests.Checks;

/// <summary>Makes a plan wrong in one place.</summary>
internal static class PlanChanges
{
    /// <summary>Changes the inputs of one resource.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="type">The end of its type, such as <c>Namespace</c>.</param>
    /// <param name="name">Its logical name.</param>
    /// <param name="change">Changes the inputs.</param>
    public static Plan Change(this Plan plan, string type, string name, Action<JsonObject> change) =>
        plan.Alter(type, name, resource => resource with
        {
            Inputs = Changed(resource.Inputs, change),
            Readable = Changed(resource.Readable, change),
        });

    /// <summary>Puts another resource in the place of one.</summary>
    public static Plan Alter(this Plan plan, string type, string name, Func<PlannedResource, PlannedResource> alter)
    {
        var old = plan.One(type, name);
        return plan with { Resources = plan.Resources.Replace(old, alter(old)) };
    }

    public static Plan Without(this Plan plan, string type, string name)
    {
        var gone = plan.One(type, name);
        return plan with
        {
            Resources =
            [
                .. plan.Resources.Remove(gone).Select(resource => resource with { DependsOn = resource.DependsOn.Remove(gone.Urn) }),
            ],
        };
    }

    /// <summary>Adds copies of a resource that hang from the stack itself.</summary>
    public static Plan WithCopies(this Plan plan, string type, string name, int count, Action<JsonObject>? change = null)
    {
        var model = plan.One(type, name);
        var copies = Enumerable.Range(1, count).Select(number => model with
        {
            Urn = $"{model.Urn}-copy-{number}",
            Name = $"{model.Name}-copy-{number}",
            Parent = $"urn:pulumi:{plan.Stack}::{plan.Project}::pulumi:pulumi:Stack::{plan.Project}-{plan.Stack}",
            Inputs = Changed(model.Inputs, change ?? (_ => { })),
            Readable = Changed(model.Readable, change ?? (_ => { })),
        });
        return plan with { Resources = plan.Resources.AddRange(copies) };
    }

    public static Plan WithTenant(this Plan plan, string name, Func<PlannedTenant, PlannedTenant> change) => plan with
    {
        Tenants = [.. plan.Tenants.Select(tenant => tenant.Name == name ? change(tenant) : tenant)],
    };

    private static PlannedResource One(this Plan plan, string type, string name) => plan.Resources.Single(
        resource => resource.Type.EndsWith($":{type}", StringComparison.Ordinal) && resource.Name == name);

    private static JsonObject Changed(JsonObject inputs, Action<JsonObject> change)
    {
        var copy = inputs.DeepClone().AsObject();
        change(copy);
        return copy;
    }
}
