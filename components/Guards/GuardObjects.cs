using Infra.Components.Kubernetes;
using Pulumi.Kubernetes.Types.Inputs.AdmissionRegistration.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Components.Guards;

/// <summary>
/// A guard in Kubernetes' words. What can't be decided, for an error in an expression, is refused, save by a guard that only warns, and
/// where a parameter is missing if the guard doesn't say otherwise.
/// </summary>
internal static class GuardObjects
{
    private const string Refuse = "Fail";

    private const string Pass = "Ignore";

    public static ValidatingAdmissionPolicySpecArgs Policy(ValidatingGuard guard)
    {
        var spec = new ValidatingAdmissionPolicySpecArgs
        {
            FailurePolicy = guard.Warns ? Pass : Refuse,
            MatchConstraints = Constraints(guard),
            Validations = guard.AllRules.Select(rule => new ValidationArgs
            {
                Expression = rule.Expression,
                MessageExpression = rule.Message.Expression,
                Reason = "Forbidden",
            }).ToArray(),
        };
        if (guard.AllConditions.Length > 0) spec.MatchConditions = Conditions(guard);
        if (guard.Variables.Length > 0) spec.Variables = Variables(guard);
        if (guard.Parameter is not null) spec.ParamKind = ConfigMap;
        return spec;
    }

    public static MutatingAdmissionPolicySpecArgs Policy(MutatingGuard guard)
    {
        var spec = new MutatingAdmissionPolicySpecArgs
        {
            FailurePolicy = Refuse,
            // Others may change the same fields; each patch looks at what is there.
            ReinvocationPolicy = "IfNeeded",
            MatchConstraints = Constraints(guard),
            Mutations = new MutationArgs { PatchType = "JSONPatch", JsonPatch = new JSONPatchArgs { Expression = guard.Patches } },
        };
        if (guard.AllConditions.Length > 0) spec.MatchConditions = Conditions(guard);
        if (guard.Variables.Length > 0) spec.Variables = Variables(guard);
        if (guard.Parameter is not null) spec.ParamKind = ConfigMap;
        return spec;
    }

    public static ValidatingAdmissionPolicyBindingSpecArgs Binding(ValidatingGuard guard)
    {
        var spec = new ValidatingAdmissionPolicyBindingSpecArgs
        {
            PolicyName = guard.Name,
            ValidationActions = guard.Warns ? "Warn" : "Deny",
        };
        if (guard.Parameter is { } parameter) spec.ParamRef = Reference(parameter, guard.PassesWithoutParameter);
        return spec;
    }

    public static MutatingAdmissionPolicyBindingSpecArgs Binding(MutatingGuard guard)
    {
        var spec = new MutatingAdmissionPolicyBindingSpecArgs { PolicyName = guard.Name };
        if (guard.Parameter is { } parameter) spec.ParamRef = Reference(parameter, guard.PassesWithoutParameter);
        return spec;
    }

    private static ParamKindArgs ConfigMap => new() { ApiVersion = "v1", Kind = "ConfigMap" };

    private static ParamRefArgs Reference(GuardParameter parameter, bool passesWithout) => new()
    {
        Name = parameter.Name,
        Namespace = parameter.Namespace,
        ParameterNotFoundAction = passesWithout ? "Allow" : "Deny",
    };

    private static MatchResourcesArgs Constraints(Guard guard)
    {
        var constraints = new MatchResourcesArgs
        {
            ResourceRules = guard.Requests.Select(requests => Rule(guard, requests)).ToArray(),
        };
        if (guard.TenantsOnly)
        {
            constraints.NamespaceSelector = new LabelSelectorArgs
            {
                MatchExpressions = new LabelSelectorRequirementArgs { Key = TenantLabels.OwnerKey, Operator = "Exists" },
            };
        }

        return constraints;
    }

    private static NamedRuleWithOperationsArgs Rule(Guard guard, GuardedRequests requests)
    {
        var rule = new NamedRuleWithOperationsArgs
        {
            ApiGroups = requests.Group,
            ApiVersions = requests.Group == "*" ? "*" : "v1",
            Resources = requests.Resources,
            Operations = requests.Operations,
        };
        // A namespace's selector alone leaves out nothing that lies in none, such as volumes.
        if (guard.TenantsOnly) rule.Scope = "Namespaced";
        return rule;
    }

    private static MatchConditionArgs[] Conditions(Guard guard) =>
        [.. guard.AllConditions.Select(condition => new MatchConditionArgs { Name = condition.Name, Expression = condition.Expression })];

    private static VariableArgs[] Variables(Guard guard) =>
        [.. guard.Variables.Select(variable => new VariableArgs { Name = variable.Name, Expression = variable.Expression })];
}
