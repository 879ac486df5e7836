using System.Text.Json.Nodes;
using Infra.Planning;
using Infra.Tests.Lifetimes.Expressions;

namespace Infra.Tests.Lifetimes.Clusters;

/// <summary>
/// Asks the guards that are there about a write, in Kubernetes' order: a binding's parameter is looked for before a policy's conditions
/// are, so that where one is missing nobody is let through.
/// </summary>
internal static class Admission
{
    /// <summary>The object as it is admitted.</summary>
    /// <exception cref="RefusedException">A guard refuses it.</exception>
    public static JsonObject? Admit(ObjectStore objects, ApiWrite write)
    {
        // Nobody looks at those of whom he asks what to refuse.
        if (write.Key.Group == "admissionregistration.k8s.io") return write.Now;
        var ns = write.Key.Namespace is { } name ? objects.Find(ObjectKey.OfNamespace(name))?.Full()
            : write.Key is { Kind: "Namespace", Group: "" } ? write.Now ?? write.Before : null;
        foreach (var (policy, binding) in Bound(objects, "MutatingAdmissionPolicy", write, ns))
        {
            Decide(objects, policy, binding, write, ns, parameter => write = write with { Now = policy.Change(write, ns, parameter) });
        }

        foreach (var (policy, binding) in Bound(objects, "ValidatingAdmissionPolicy", write, ns))
        {
            Decide(objects, policy, binding, write, ns, parameter =>
            {
                if (policy.Objection(write, ns, parameter) is { } objection) throw Refuse(policy, write, $"denied request: {objection}");
            });
        }

        return write.Now;
    }

    private static void Decide(
        ObjectStore objects, GuardPolicy policy, JsonObject binding, ApiWrite write, JsonObject? ns, Action<JsonObject?> decide)
    {
        var parameter = policy.HasParameter ? Parameter(objects, binding, write) : null;
        if (policy.HasParameter && parameter is null
            && binding.At("spec", "paramRef", "parameterNotFoundAction")?.GetValue<string>() != "Allow")
        {
            throw Refuse(policy, write, "denied request: failed to configure binding: no params found for policy binding with `Deny` "
                + "parameterNotFoundAction");
        }

        try
        {
            if (policy.IsMeant(write, ns, parameter)) decide(parameter);
        }
        catch (ExpressionException undecided)
        {
            throw Refuse(policy, write, $"denied request: an expression resulted in error: {undecided.Message}");
        }
    }

    private static IEnumerable<(GuardPolicy Policy, JsonObject Binding)> Bound(
        ObjectStore objects, string kind, ApiWrite write, JsonObject? ns)
    {
        foreach (var policy in objects.OfKind(kind).Select(stored => GuardPolicy.Of(stored.Body))
            .Where(policy => policy.Matches(write, ns)))
        {
            // One that only warns refuses nothing.
            foreach (var binding in objects.OfKind($"{kind}Binding").Where(binding =>
                binding.Body.At("spec", "policyName")!.GetValue<string>() == policy.Name
                    && binding.Body.At("spec", "validationActions").Texts() is not ["Warn"]))
            {
                yield return (policy, binding.Body);
            }
        }
    }

    private static JsonObject? Parameter(ObjectStore objects, JsonObject binding, ApiWrite write)
    {
        var reference = binding.At("spec", "paramRef")!;
        var ns = reference["namespace"]?.GetValue<string>() ?? write.Key.Namespace;
        return objects.Find(new ObjectKey("", "ConfigMap", ns, reference["name"]!.GetValue<string>()))?.Body;
    }

    private static RefusedException Refuse(GuardPolicy policy, ApiWrite write, string reason) =>
        new($"{write.Key} is forbidden: ValidatingAdmissionPolicy '{policy.Name}' with binding '{policy.Name}' {reason} ({write})")
        {
            ByGuard = true,
        };
}
