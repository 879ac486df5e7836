using System.Collections.Immutable;
using Pulumi;

namespace Infra.Offline.Tests.Core;

/// <summary>Resource classes in the shape that Pulumi's generator gives them.</summary>
public sealed class Machine : CustomResource
{
    public const string Token = "sample:index/machine:Machine";

    public Machine(string name, MachineArgs? args, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new MachineArgs(), options)
    {
    }

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("cores")]
    public Output<int?> Cores { get; private set; } = null!;

    [Output("address")]
    public Output<string> Address { get; private set; } = null!;

    [Output("ports")]
    public Output<ImmutableArray<int>> Ports { get; private set; } = null!;

    [Output("labels")]
    public Output<ImmutableDictionary<string, string>?> Labels { get; private set; } = null!;

    [Output("disks")]
    public Output<ImmutableArray<Disk>> Disks { get; private set; } = null!;

    [Output("size")]
    public Output<Size?> Size { get; private set; } = null!;
}

public sealed class MachineArgs : Pulumi.ResourceArgs
{
    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("cores")]
    public Input<int>? Cores { get; set; }

    [Input("ports")]
    private InputList<int>? _ports;

    public InputList<int> Ports
    {
        get => _ports ??= new InputList<int>();
        set => _ports = value;
    }

    [Input("labels")]
    private InputMap<string>? _labels;

    public InputMap<string> Labels
    {
        get => _labels ??= new InputMap<string>();
        set => _labels = value;
    }

    [Input("disks")]
    private InputList<DiskArgs>? _disks;

    public InputList<DiskArgs> Disks
    {
        get => _disks ??= new InputList<DiskArgs>();
        set => _disks = value;
    }

    [Input("size")]
    public Input<Size>? Size { get; set; }

    [Input("target")]
    public InputUnion<int, string>? Target { get; set; }

    [Input("owner")]
    public Input<object>? Owner { get; set; }
}

public sealed class DiskArgs : Pulumi.ResourceArgs
{
    [Input("label", required: true)]
    public Input<string> Label { get; set; } = null!;

    [Input("gigabytes")]
    public Input<double>? Gigabytes { get; set; }
}

[OutputType]
public sealed class Disk
{
    public readonly string Label;
    public readonly double? Gigabytes;

    [OutputConstructor]
    private Disk(string label, double? gigabytes)
    {
        Label = label;
        Gigabytes = gigabytes;
    }
}

[EnumType]
public readonly struct Size : IEquatable<Size>
{
    private readonly string _value;

    private Size(string value) => _value = value;

    public static Size Small { get; } = new("small");

    public static explicit operator string(Size value) => value._value;

    public bool Equals(Size other) => _value == other._value;

    public override bool Equals(object? obj) => obj is Size other && Equals(other);

    public override int GetHashCode() => _value.GetHashCode(StringComparison.Ordinal);
}

public sealed class SampleProvider : ProviderResource
{
    public SampleProvider(string name, SampleProviderArgs? args = null, CustomResourceOptions? options = null)
        : base("sample", name, args ?? new SampleProviderArgs(), options)
    {
    }
}

public sealed class SampleProviderArgs : Pulumi.ResourceArgs
{
    [Input("verbose", json: true)]
    public Input<bool>? Verbose { get; set; }

    [Input("regions", json: true)]
    public InputList<string>? Regions { get; set; }

    [Input("root", json: true)]
    public Input<DiskArgs>? Root { get; set; }
}

public sealed class Rack : ComponentResource
{
    public Rack(string name, ComponentResourceOptions? options = null, int machines = 1) : base("sample:index:Rack", name, options)
    {
        Machines = Enumerable.Range(0, machines)
            .Select(i => new Machine($"{name}-{i}", new MachineArgs { Name = $"{name}-{i}" }, new CustomResourceOptions { Parent = this }))
            .ToImmutableArray();
        Address = Machines[0].Address;
        Secret = Output.CreateSecret("hidden");
        RegisterOutputs();
    }

    public ImmutableArray<Machine> Machines { get; }

    [Output("address")]
    public Output<string> Address { get; private set; }

    [Output]
    public Output<string> Secret { get; private set; }
}
