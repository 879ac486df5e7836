using Xunit;

namespace Infra.Tests.Integration.Hosts;

/// <summary>Gives collections that run at the same time one environment: the first makes it, the last removes it.</summary>
public sealed class HostsFixture : IDisposable
{
    private static readonly Lock Gate = new();
    private static HostsEnvironment? _environment;
    private static int _users;

    public HostsFixture()
    {
        // Every test is going to be skipped; there is nothing to make.
        if (HostsNeeds.Missing is not null)
            return;
        lock (Gate)
        {
            _environment ??= new HostsEnvironment();
            _users++;
            Environment = _environment;
        }
    }

    /// <summary>The environment; only tests that are skipped see none.</summary>
    public HostsEnvironment Environment { get; } = null!;

    public void Dispose()
    {
        lock (Gate)
        {
            if (Environment is null || --_users > 0)
                return;
            _environment = null;
            Environment.Dispose();
        }
    }
}

/// <summary>Tests of scripts mostly wait for services; two collections of them share two processors.</summary>
[CollectionDefinition(Name)]
public sealed class InstallationCollection : ICollectionFixture<HostsFixture>
{
    public const string Name = "Hosts: installation";
}

/// <summary>The other half of the tests with hosts.</summary>
[CollectionDefinition(Name)]
public sealed class LifeCollection : ICollectionFixture<HostsFixture>
{
    public const string Name = "Hosts: life";
}
