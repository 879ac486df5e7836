using Xunit;

namespace Infra.Tests.Integration.K3s;

/// <summary>
/// A test that asks a real K3s binary, the one that <c>K3S_BINARY</c> names; without it the test is skipped, and says why.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class K3sBinaryFactAttribute : FactAttribute
{
    public K3sBinaryFactAttribute() => Skip = K3sBinary.Missing;
}
