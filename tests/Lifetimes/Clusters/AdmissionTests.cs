using System.Text.Json.Nodes;
using Infra.Configuration;
using Infra.Conformance;
using Infra.Planning;
using Infra.Tests.Guards;
using Xunit;

namespace Infra.Tests.Lifetimes.Clusters;

/// <summary>The model's admission decides as Kubernetes' library does, by the guards' own cases.</summary>
public sealed class AdmissionTests
{
    [Fact]
    public void It_decides_the_guards_cases_as_they_say()
    {
        var project = Project.Find(SharedFolder.Checkout);
        var objects = GuardedStack.Current.Plan.Objects().Select(planned => planned.Inputs).Concat(CaseFiles.Namespaces(project))
            .Aggregate(ObjectStore.Empty, (store, body) => store.With(new StoredObject(ObjectKey.Of(body), body, 1)));
        var cases = CaseFiles.Read(project);
        var otherwise = cases.Where(one => Refusal(objects, one) is var refusal && (one.ExpectsRefusal
            ? refusal?.Contains(one.Message ?? "", StringComparison.Ordinal) != true
            : refusal is not null)).Select(one => $"{one.File}: {one.Name}: {Refusal(objects, one) ?? "admitted"}").ToList();
        Assert.True(otherwise.Count == 0, $"{otherwise.Count} of {cases.Length}:\n{string.Join('\n', otherwise)}");
    }

    private static string? Refusal(ObjectStore objects, Case one)
    {
        var subject = ObjectKey.Of(one.Subject);
        var resource = one.Resource?.Split('.', 2);
        var key = new ObjectKey(subject.Group, subject.Kind, one.Namespace, one.ObjectName ?? "");
        // The API server reads a node into a type that always has a specification.
        foreach (var node in new[] { one.Object, one.OldObject }.OfType<JsonObject>().Where(_ => subject.Kind == "Node"))
            node.TryAdd("spec", new JsonObject());
        var user = one.User.DeepClone().AsObject();
        user["username"] = user["name"]!.DeepClone();
        user["groups"] = new JsonArray([.. one.Groups.Select(group => JsonValue.Create(group))]);
        var actor = new Actor(one.User["name"]!.GetValue<string>(), [.. one.Groups])
        {
            UserInfo = user,
            Rights = [.. one.Authorized.Select(right =>
                (right["verb"]!.GetValue<string>(), right["group"]!.GetValue<string>(), right["resource"]!.GetValue<string>()))],
        };
        try
        {
            Admission.Admit(objects, new ApiWrite(actor, one.Operation, key, one.Object, one.OldObject)
            {
                Subresource = one.Subresource ?? "",
                Plural = resource?[0] ?? key.Resource,
                Group = resource is null ? key.Group : resource.ElementAtOrDefault(1) ?? "",
            });
            return null;
        }
        catch (RefusedException refusal)
        {
            return refusal.Message;
        }
    }
}
