using Xunit;

namespace Infra.Tests.Upstream;

/// <summary>A fact that needs files of other projects; it is skipped, saying so, where they weren't fetched.</summary>
internal sealed class UpstreamFactAttribute : FactAttribute
{
    /// <param name="names">The starts of the files' names below <c>.build/upstream/</c>: <c>metallb/crds/</c>.</param>
    public UpstreamFactAttribute(params string[] names) => Skip = UpstreamFiles.Missing(names);
}
