using Xunit;

namespace Infra.Tests.Guards;

/// <summary>A fact about evaluated policies; it is skipped, saying so, where they can't be evaluated.</summary>
internal sealed class PolicyCheckFactAttribute : FactAttribute
{
    public PolicyCheckFactAttribute() => Skip = PolicyCheck.Missing;
}

/// <summary>A theory about evaluated policies; it is skipped, saying so, where they can't be evaluated.</summary>
internal sealed class PolicyCheckTheoryAttribute : TheoryAttribute
{
    public PolicyCheckTheoryAttribute() => Skip = PolicyCheck.Missing;
}
