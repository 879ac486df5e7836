namespace Infra.Tests.Integration.Hosts;

/// <summary>Lets the stand-in for the Internet's servers answer at the address where providers serve metadata.</summary>
internal sealed class MetadataAddress : IDisposable
{
    public MetadataAddress() => Change("add");

    public void Dispose() => Change("del");

    private static void Change(string verb) =>
        LocalProgram.Must("ip", "-n", Names.Hub, "address", verb, "169.254.169.254/32", "dev", "public");
}
