using System.Globalization;
using System.Text.Json.Nodes;

namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>A project at Hetzner: all its resources, and what is being done to them. Whoever reads or changes it holds its lock.</summary>
internal sealed class Project
{
    private readonly Wiring _wiring;
    private readonly HashSet<(string Type, string Location)> _soldOut = [];

    /// <summary>An empty project.</summary>
    public Project(IDatacenter datacenter, AddressPool addresses)
    {
        (Datacenter, Addresses, _wiring) = (datacenter, addresses, new Wiring(this));
        Servers = new Servers(this);
        Networks = new Networks(this);
        Firewalls = new Firewalls(this);
        PrimaryIps = new PrimaryIps(this);
        FloatingIps = new FloatingIps(this);
        PlacementGroups = new PlacementGroups(this);
        SshKeys = new SshKeys(this);
    }

    /// <summary>Held by whoever reads or changes anything here.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Where it all happens.</summary>
    public IDatacenter Datacenter { get; }

    /// <summary>Public addresses that are free.</summary>
    public AddressPool Addresses { get; }

    /// <summary>What is being done at the data center.</summary>
    public WorkQueue Work { get; } = new();

    /// <summary>How long an action takes at least.</summary>
    public TimeSpan ActionTime { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>What takes its time.</summary>
    public Actions Actions { get; } = new();

    /// <summary>Its servers.</summary>
    public Servers Servers { get; }

    /// <summary>Its private networks.</summary>
    public Networks Networks { get; }

    /// <summary>Its firewalls.</summary>
    public Firewalls Firewalls { get; }

    /// <summary>Servers' own addresses.</summary>
    public PrimaryIps PrimaryIps { get; }

    /// <summary>Addresses that move between servers.</summary>
    public FloatingIps FloatingIps { get; }

    /// <summary>Its placement groups.</summary>
    public PlacementGroups PlacementGroups { get; }

    /// <summary>Its SSH keys.</summary>
    public SshKeys SshKeys { get; }

    /// <summary>All that requests can ask about.</summary>
    public IEnumerable<ICollection> Collections =>
        [Servers, Networks, Firewalls, PrimaryIps, FloatingIps, PlacementGroups, SshKeys, Actions];

    /// <summary>Whether there is room for a server of a type at a location.</summary>
    public bool IsAvailable(ServerType type, Location location) => !_soldOut.Contains((type.Name, location.Name));

    /// <summary>Says whether there is room for a server of a type at a location.</summary>
    public void SetAvailable(string type, string location, bool isAvailable)
    {
        if (isAvailable)
            _soldOut.Remove((type, location));
        else
            _soldOut.Add((type, location));
    }

    /// <summary>Does something to a server at the data center, after all else that is being done to it.</summary>
    public Task WorkOn(long server, Func<IDatacenter, Task> work) =>
        Work.Add(string.Create(CultureInfo.InvariantCulture, $"server {server}"), () => work(Datacenter));

    /// <summary>Tells the data center what a change has changed. Nobody waits for it.</summary>
    public void Tell() => _ = _wiring.UpdateAsync();

    /// <summary>Begins an action that is about a change which was made already.</summary>
    public JsonObject Start(string command, params Reference[] about)
    {
        var action = Actions.Add(command, about);
        _ = RunAsync(action, _wiring.UpdateAsync());
        return action.Show();
    }

    /// <summary>Begins an action that takes its time at the data center.</summary>
    /// <param name="command">Its word.</param>
    /// <param name="work">Ends when the data center has done its part.</param>
    /// <param name="done">What changes then.</param>
    /// <param name="failed">What changes when it fails.</param>
    /// <param name="about">What it is about.</param>
    public ApiAction Start(string command, Task work, Action? done, Action? failed, params Reference[] about)
    {
        var action = Actions.Add(command, about);
        _ = RunAsync(action, work, done, failed);
        return action;
    }

    private async Task RunAsync(ApiAction action, Task work, Action? done = null, Action? failed = null)
    {
        var isDone = false;
        try
        {
            await work;
            Task changes;
            lock (Gate)
            {
                isDone = true;
                done?.Invoke();
                changes = _wiring.UpdateAsync();
            }

            await changes;
            await Task.Delay(ActionTime);
            lock (Gate)
                action.Finished = DateTimeOffset.UtcNow;
        }
        catch (Exception exception)
        {
            lock (Gate)
            {
                if (!isDone)
                    failed?.Invoke();
                (action.Error, action.Finished) = (exception.Message, DateTimeOffset.UtcNow);
            }
        }
    }
}
