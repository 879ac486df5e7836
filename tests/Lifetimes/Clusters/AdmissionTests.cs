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
        var objects = GuardedStack.Current.Plan.Objects().Aggregate(
            ObjectStore.Empty, (store, planned) => store.With(new StoredObject(ObjectKey.Of(planned.Inputs), planned.Inputs, 1)));
        var cases = CaseFiles.Read(Project.Find(SharedFolder.Checkout));
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
        var actor = new Actor(one.User["name"]!.GetValue<string>(), [.. one.Groups])
        {
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
