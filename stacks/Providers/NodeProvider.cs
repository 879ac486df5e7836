using System.Collections.Immutable;
using Infra.Stacks.Providers.Pricing;
using Infra.Stacks.Settings;
using Infra.Stacks.Settings.Reading;
using Pulumi;

namespace Infra.Stacks.Providers;

/// <summary>Where nodes come from, and all that differs by it. <see cref="NodeProviders"/> lists the providers.</summary>
public abstract class NodeProvider
{
    /// <summary>Its word in the settings.</summary>
    public abstract string Word { get; }

    /// <summary>What must be given before a deployment, beside the settings; null: nothing.</summary>
    public virtual ApiToken? Token => null;

    /// <summary>What settings must keep to with this provider, beside what all must.</summary>
    internal abstract ImmutableArray<Func<SettingsAsRead, IEnumerable<Finding>>> Rules { get; }

    /// <summary>What must hold of a plan with this provider's resources, beside what must hold of all.</summary>
    public virtual ImmutableArray<ProviderCheck> Checks => [];

    /// <summary>Type tokens of what a node lives on, and what must be there while it is drained: its server, addresses, network.</summary>
    public virtual ImmutableArray<string> NodeParts => [];

    /// <summary>Type tokens of the machines that it creates; what is on such a disk goes with it.</summary>
    public virtual ImmutableArray<string> MachineTypes => [];

    /// <summary>Inputs of such a machine whose change powers it off.</summary>
    public virtual ImmutableArray<string> PowerInputs => [];

    /// <summary>Inputs of such a machine that settings choose, and that some machines keep while they run.</summary>
    public virtual ImmutableArray<string> WishedInputs => [];

    /// <summary>Why a machine that stays can't have another type; null: nothing that is known speaks against it.</summary>
    /// <param name="before">The type that it has.</param>
    /// <param name="after">The type that it shall have.</param>
    /// <param name="diskGb">Its own disk, in GB; null where only its type is known.</param>
    public virtual string? TypeProblem(string before, string after, int? diskGb = null) => null;

    /// <summary>Type tokens of addresses that it gives to others once they are gone.</summary>
    public virtual ImmutableArray<string> AddressTypes => [];

    /// <summary>What its resources cost; null: nothing, machines that exist are paid for elsewhere.</summary>
    public virtual ProviderPrices? Prices => null;

    /// <summary>What must be known to deploy a stack with it, a sentence or two each, in a fixed order.</summary>
    public virtual IEnumerable<string> Hints(PlatformSettings settings) => [];

    /// <summary>Memory of a tenant's node, as Linux sees it, in MiB; null if it isn't known.</summary>
    public abstract int? MemoryMi(TenantSettings tenant);

    /// <summary>Addresses of a tenant's node, as far as the settings tell them.</summary>
    internal abstract GivenAddresses Addresses(TenantSettings tenant);

    /// <summary>What a plan takes for outputs that a deployment brings.</summary>
    /// <param name="type">Type token of the resource.</param>
    /// <param name="id">The resource's id, a stand-in itself.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="addressOf">The address that stands for the one of a resource with an id.</param>
    /// <returns>Outputs by name; none for resources of other providers.</returns>
    public virtual IEnumerable<KeyValuePair<string, object>> StandIns(
        string type, string id, ImmutableDictionary<string, object> inputs, Func<string, string> addressOf) => [];

    /// <summary>The tenant with what follows from its name and its cluster where nobody chose it.</summary>
    internal virtual TenantSettings Complete(TenantSettings tenant, ClusterSettings cluster) => tenant;

    /// <summary>
    /// What is done to resources where the program is deployed, and not in a plan, which has no engine. Called within the deployment.
    /// </summary>
    public virtual IEnumerable<ResourceTransformation> Transformations() => [];

    /// <summary>Says what the machines of a stack are; registers what they share.</summary>
    internal abstract MachineFactory Machines(PlatformSettings settings, Input<string>? sshPrivateKey);

    /// <summary>Its word.</summary>
    public override string ToString() => Word;
}
