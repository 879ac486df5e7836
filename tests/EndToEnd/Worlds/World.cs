using Infra.Tests.EndToEnd.Internet;
using Infra.Tests.EndToEnd.Programs;

namespace Infra.Tests.EndToEnd.Worlds;

/// <summary>
/// All that a scenario's cluster meets: networks, machines, the Internet's sites and names, and an administrator with a key. It lives in
/// namespaces of this process alone, and ends with it.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    private readonly List<Machine> _machines = [];

    private World(string folder, string image, ProgramsFolder programs, string root)
    {
        (Folder, Image, Programs, Root) = (folder, image, programs, root);
        Authority = new CertificateAuthority("End-to-end world");
        Key = SshKey.Create("key");
    }

    /// <summary>Where logs lie.</summary>
    public string Folder { get; }

    /// <summary>The checkout that is tried.</summary>
    public string Root { get; }

    /// <summary>The machines' root file system.</summary>
    public string Image { get; }

    /// <summary>The real programs.</summary>
    public ProgramsFolder Programs { get; }

    /// <summary>The authority that everybody trusts.</summary>
    public CertificateAuthority Authority { get; }

    /// <summary>The administrator's key.</summary>
    public SshKey Key { get; }

    /// <summary>The world's names.</summary>
    public NameService Dns { get; private set; } = null!;

    /// <summary>A file with the certificates that programs of this process trust.</summary>
    public string Trust => Path.Combine(Folder, "trust.pem");

    /// <summary>Its machines, in the order in which they came.</summary>
    public IReadOnlyList<Machine> Machines => _machines;

    /// <summary>Makes a world.</summary>
    public static async Task<World> CreateAsync(string folder, string image, ProgramsFolder programs, string root)
    {
        Directory.CreateDirectory(folder);
        var world = new World(folder, image, programs, root);
        var bundle = await File.ReadAllTextAsync(Path.Combine(image, "etc/ssl/certs/ca-certificates.crt"));
        await File.WriteAllTextAsync(world.Trust, bundle + world.Authority.Pem);
        Wires.Create();
        world.Dns = new NameService(Wires.Internet, folder);
        return world;
    }

    /// <summary>Lets sites answer under their names.</summary>
    public async Task<Internet.Internet> OpenAsync(params ISite[] sites)
    {
        var internet = new Internet.Internet(Authority, File.CreateText(Path.Combine(Folder, "internet.log")), sites);
        await internet.StartAsync(Wires.Internet);
        Dns.Set(Wires.Internet, internet.Names);
        await NameService.UntilAnswersAsync(internet.Names.First());
        return internet;
    }

    /// <summary>Makes a folder for a machine.</summary>
    public string NewSharedFolder(string space) => Directory.CreateDirectory(Path.Combine(Names.WorkFolder, space + "-shared")).FullName;

    /// <summary>Takes note of a machine.</summary>
    public void Add(Machine machine)
    {
        lock (_machines)
            _machines.Add(machine);
    }

    /// <summary>Forgets a machine that is gone.</summary>
    public void Remove(Machine machine)
    {
        lock (_machines)
            _machines.Remove(machine);
    }

    public ValueTask DisposeAsync()
    {
        foreach (var machine in _machines)
            machine.Dispose();
        Dns?.Dispose();
        Authority.Dispose();
        return ValueTask.CompletedTask;
    }
}
