using System.Collections.Immutable;
using Infra.Components.Access;
using Infra.Components.Certificates;
using Infra.Components.Guards;
using Infra.Components.Ingress;
using Infra.Components.Kubernetes;
using Infra.Components.Machines;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Networking.V1;
using Pulumi.Kubernetes.Rbac.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;
using Pulumi.Kubernetes.Types.Inputs.Rbac.V1;
using CustomObject = Pulumi.Kubernetes.ApiExtensions.CustomResource;

namespace Infra.Components.Tenants;

/// <summary>
/// One of a tenant's namespaces, which says what the guards read, with all that each of them has: quotas and limits, network policies, the
/// ingress controller's rights and the tenant's own, and an issuer. The objects hang from the tenant's component.
/// </summary>
internal sealed class TenantNamespace
{
    private readonly TenantObjects _objects;
    private readonly TenantArgs _args;
    private readonly TenantNames _names;
    private readonly IMachine _machine;
    private readonly bool _isFirst;

    /// <summary>Registers namespace and objects.</summary>
    /// <param name="name">Resource name of the namespace, prefix of the others'.</param>
    /// <param name="objects">How they are registered.</param>
    /// <param name="machine">The machine that is the tenant's node.</param>
    /// <param name="further">Which of the tenant's it is; null: the first, where the ingress controller runs.</param>
    public TenantNamespace(string name, TenantObjects objects, IMachine machine, FurtherNamespace? further = null)
    {
        _objects = objects;
        _args = objects.Args;
        _names = objects.Names;
        _machine = machine;
        _isFirst = further is null;
        var objectName = further is null ? _names.Namespace : _names.FurtherNamespace(further.Word);
        Resource = Create(name, objectName);
        // Not from its metadata, which a preview doesn't know while one of its annotations waits for something.
        Name = Resource.Urn.Apply(_ => objectName);
        var quota = further is null
            ? QuotaShares.Rest(_args.Quota, _args.Namespaces.Select(other => other.Share))
            : QuotaShares.Part(_args.Quota, further.Share);
        Guards = [CreateQuota(name, quota), CreatePodQuota(name, quota), CreateLimits(name), .. CreateNetworkPolicies(name)];
        ControllerRights = CreateControllerRights(name);
        CreateIssuer(name);
        BindRole(name);
    }

    /// <summary>The namespace itself.</summary>
    public Namespace Resource { get; }

    /// <summary>Its name, to be used once it is there.</summary>
    public Output<string> Name { get; }

    /// <summary>What must be there before anything runs in it.</summary>
    public ImmutableArray<Resource> Guards { get; }

    /// <summary>What the ingress controller may do in it.</summary>
    public Resource ControllerRights { get; }

    private Namespace Create(string name, string objectName)
    {
        var metadata = _objects.Metadata(objectName);
        metadata.Labels.Add(PodSecurity.EnforceKey, "restricted");
        metadata.Labels.Add(PodSecurity.WarnKey, "restricted");
        foreach (var (key, value) in _args.Labels)
            metadata.Labels.Add(key, value);
        metadata.Annotations = Annotations();
        return new Namespace(name, new NamespaceArgs { Metadata = metadata }, _objects.Options([.. _args.Guards.InForce]));
    }

    private InputMap<string> Annotations() => TenantAnnotations.Build(
        _args.Domains,
        _args.Registries,
        _names.IngressClass(_args.Ingress),
        _names.Issuer,
        _isFirst ? _names.Pool : null,
        challenged: _args.CertificateAuthority != CertificateAuthority.SelfSigned,
        editInPlace: _args.Ingress.NeedsEditInPlace,
        TenantNetworkPolicies.ClosedRanges(_args.ControlPlane),
        NodeAddresses());

    // A kubelet says of a pod where it is reached by other nodes. The namespace waits for no server.
    private Output<ImmutableArray<string>> NodeAddresses() => _machine.NodeAddress.Apply(address =>
        _machine.Ipv6Address is { } ipv6 ? ImmutableArray.Create(address, ipv6) : [address]);

    private ResourceQuota CreateQuota(string name, TenantQuota quota) => new($"{name}-quota", new ResourceQuotaArgs
    {
        Metadata = _objects.Metadata("tenant", Name),
        Spec = TenantLimits.Objects(quota, _isFirst ? ObjectCounts.OfFirst : ObjectCounts.OfFurther),
    }, _objects.OptionsIn(Resource));

    private ResourceQuota CreatePodQuota(string name, TenantQuota quota) => new($"{name}-pod-quota", new ResourceQuotaArgs
    {
        Metadata = _objects.Metadata("tenant-pods", Name, _isFirst ? TenantLimits.ControllerShare(_args.Ingress) : null),
        Spec = TenantLimits.Pods(_isFirst ? QuotaShares.WithoutController(quota, _args.Ingress) : quota),
    }, _objects.OptionsIn(Resource));

    private LimitRange CreateLimits(string name) => new($"{name}-limits", new LimitRangeArgs
    {
        Metadata = _objects.Metadata("tenant", Name),
        Spec = TenantLimits.Defaults(),
    }, _objects.OptionsIn(Resource));

    private IEnumerable<NetworkPolicy> CreateNetworkPolicies(string name) =>
        TenantNetworkPolicies.Build(_args, _isFirst)
            .Select(policy => new NetworkPolicy($"{name}-{policy.Name}", new NetworkPolicyArgs
            {
                Metadata = _objects.Metadata(policy.Name, Name),
                Spec = policy.Spec,
            }, _objects.OptionsIn(Resource)));

    private RoleBinding CreateControllerRights(string name) => new($"{name}-ingress", new RoleBindingArgs
    {
        Metadata = _objects.Metadata(TenantNames.ControllerBindingInside(_args.Ingress), Name),
        RoleRef = TenantObjects.ClusterRole(IngressRolesComponent.NamespaceRole(_args.Ingress)),
        Subjects = ControllerAccount.Subject(_names),
    }, _objects.OptionsIn(Resource, _args.IngressRoles));

    private void BindRole(string name) => _ = new RoleBinding(name, new RoleBindingArgs
    {
        Metadata = _objects.Metadata("tenant", Name),
        RoleRef = TenantObjects.ClusterRole(AccessComponent.Role),
        Subjects = TenantAccess.Subjects(_args.Name, _args.People),
    }, _objects.OptionsIn(Resource, _args.Access));

    private void CreateIssuer(string name) =>
        _ = new CustomObject($"{name}-issuer", new CustomObjectArgs(IssuerSpec.ApiVersion, "Issuer")
        {
            Metadata = _objects.Metadata(_names.Issuer, Name),
            Spec = IssuerSpec.Build(_args.Name, _args.CertificateAuthority, _args.CertificateEmail, _names.AccountKey,
                _names.IngressClass(_args.Ingress)),
            // Its solvers' pods have the controllers' priority class.
        }, _objects.OptionsIn(Resource, _args.CertManager.Ready, _args.IngressRoles));
}
