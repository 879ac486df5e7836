using Infra.Tests.Guards;
using Xunit;

namespace Infra.Tests.Charts;

/// <summary>A fact about rendered charts; it is skipped, saying so, without Helm, ingress controllers' charts or one it names.</summary>
internal sealed class RenderedFactAttribute : FactAttribute
{
    public RenderedFactAttribute(params string[] charts) => Skip = Helm.Missing(charts);
}

/// <summary>A theory about rendered charts; it is skipped, saying so, without Helm, ingress controllers' charts or one it names.</summary>
internal sealed class RenderedTheoryAttribute : TheoryAttribute
{
    public RenderedTheoryAttribute(params string[] charts) => Skip = Helm.Missing(charts);
}

/// <summary>A fact about what guards make of rendered charts; it is skipped, saying so, where one of both can't be had.</summary>
internal sealed class AdmittedFactAttribute : FactAttribute
{
    public AdmittedFactAttribute() => Skip = Helm.Missing() ?? PolicyCheck.Missing;
}
