using System.Globalization;

namespace Infra.Tests.EndToEnd.Worlds;

/// <summary>A room with machines that somebody has already, on one local network.</summary>
internal sealed class Room
{
    private readonly World _world;
    private readonly Func<string, string?> _diskOf;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>Makes the room and its networks.</summary>
    /// <param name="world">Where it is.</param>
    /// <param name="diskOf">The size of K3s's disk on a machine; null: that of the computer that all of this runs on.</param>
    public Room(World world, Func<string, string?>? diskOf = null)
    {
        _world = world;
        _diskOf = diskOf ?? (_ => null);
        Lan.Create();
    }

    /// <summary>A machine by its name.</summary>
    public Machine this[string name] => _world.Machines.Single(machine => machine.Name == name);

    /// <summary>Brings machines, numbered from 1 in the order in which they come.</summary>
    public Task StartAsync(params string[] names) => Task.WhenAll(names.Select(name =>
    {
        var number = _numbers.GetValueOrDefault(name, _numbers.Count + 1);
        _numbers[name] = number;
        var machine = new Machine(
            _world, string.Create(CultureInfo.InvariantCulture, $"{Names.Prefix}{number}"), name, Lan.PublicAddress(number),
            [_world.Key.PublicKey], _ => Lan.Disconnect(number));
        _world.Add(machine);
        if (_diskOf(name) is { } size)
            machine.LimitDisk(size);
        return StartAsync(machine);
    }).ToArray());

    /// <summary>Turns a machine on.</summary>
    public Task StartAsync(Machine machine) => machine.StartAsync(started => Lan.Connect(_numbers[started.Name], started.Space));

    /// <summary>A machine's number.</summary>
    public int NumberOf(string name) => _numbers[name];
}
