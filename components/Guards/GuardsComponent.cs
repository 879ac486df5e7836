using System.Collections.Immutable;
using Infra.Components.K3s;
using Infra.Components.Kubernetes;
using Pulumi;
using Pulumi.Kubernetes.AdmissionRegistration.V1;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.AdmissionRegistration.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Components.Guards;

/// <summary>The guards of a cluster.</summary>
public sealed class GuardsArgs : ResourceArgs
{
    /// <summary>The control plane of the cluster. Give the component its Kubernetes provider too.</summary>
    public required ControlPlaneComponent ControlPlane { get; init; }

    /// <summary>Names of the control plane's nodes.</summary>
    public required ImmutableArray<string> Servers { get; init; }

    /// <summary>The tenants' nodes.</summary>
    public required ImmutableArray<DeclaredAgent> Agents { get; init; }
}

/// <summary>
/// The admission policies that hold tenants and captured nodes to what is theirs. What waits until they are in force is admitted by them:
/// nodes that join, and tenants' namespaces.
/// </summary>
public sealed class GuardsComponent : ComponentResource
{
    /// <summary>Registers the list of nodes, and each guard with its binding.</summary>
    public GuardsComponent(string name, GuardsArgs args, ComponentResourceOptions? options = null)
        : base("infra:components:Guards", name, args, options)
    {
        var nodes = new ConfigMap($"{name}-nodes", new ConfigMapArgs
        {
            Metadata = new ObjectMetaArgs { Name = DeclaredNodes.Parameter.Name, Namespace = DeclaredNodes.Parameter.Namespace },
            Data = DeclaredNodes.Data(args.Servers, args.Agents),
        }, ObjectOptions.Of(this, args.ControlPlane));
        var bindings = ImmutableArray.CreateBuilder<Resource>();
        foreach (var guard in GuardSet.Of(args.ControlPlane.Release.Version))
        {
            // The list is there before it is asked for.
            bindings.Add(Create(
                guard, ObjectOptions.Of(this, args.ControlPlane, nodes), policy => ObjectOptions.Of(this, args.ControlPlane, policy)));
        }

        InForce = bindings.ToImmutable();
        RegisterOutputs();
    }

    /// <summary>
    /// Done when all guards hold: their bindings, each of which waits for its policy. What waits for the component instead has twice as
    /// many names in Pulumi's state, for each tenant.
    /// </summary>
    public ImmutableArray<Resource> InForce { get; }

    private static Resource Create(Guard guard, CustomResourceOptions options, Func<Resource, CustomResourceOptions> after)
    {
        var metadata = new ObjectMetaArgs { Name = guard.Name };
        return guard switch
        {
            ValidatingGuard validating => new ValidatingAdmissionPolicyBinding(
                guard.Name,
                new ValidatingAdmissionPolicyBindingArgs { Metadata = metadata, Spec = GuardObjects.Binding(validating) },
                after(new ValidatingAdmissionPolicy(
                    guard.Name,
                    new ValidatingAdmissionPolicyArgs { Metadata = metadata, Spec = GuardObjects.Policy(validating) },
                    options))),
            MutatingGuard mutating => new MutatingAdmissionPolicyBinding(
                guard.Name,
                new MutatingAdmissionPolicyBindingArgs { Metadata = metadata, Spec = GuardObjects.Binding(mutating) },
                after(new MutatingAdmissionPolicy(
                    guard.Name,
                    new MutatingAdmissionPolicyArgs { Metadata = metadata, Spec = GuardObjects.Policy(mutating) },
                    options))),
            _ => throw new ArgumentOutOfRangeException(nameof(guard), guard, "is of no kind that the API server knows"),
        };
    }
}
