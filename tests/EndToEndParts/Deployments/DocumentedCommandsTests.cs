using Infra.Tests.EndToEnd.Deployments;
using Infra.Tests.EndToEnd.Suite;
using Xunit;

namespace Infra.Tests.EndToEndParts.Deployments;

/// <summary>What the scenarios take out of the documents, as long as it stands there.</summary>
public sealed class DocumentedCommandsTests
{
    private const string Operations = "docs/operations.md";

    [Fact]
    public void The_restoration_of_etcd_is_found_with_its_placeholder_filled_in()
    {
        var commands = DocumentedCommands.Block(
            SharedFolder.Checkout, Operations, "**All three servers are lost**", ("<snapshot>", "/tmp/one"));

        Assert.StartsWith("systemctl stop k3s\n", commands);
        Assert.Contains("--cluster-reset-restore-path=/tmp/one", commands);
    }

    [Fact]
    public void A_placeholder_without_a_value_is_named()
    {
        var failure = Assert.Throws<StoryFailedException>(
            () => DocumentedCommands.Block(SharedFolder.Checkout, Operations, "**All three servers are lost**"));

        Assert.Contains("<snapshot>", failure.Message);
    }

    [Fact]
    public void A_text_that_the_document_no_longer_has_is_named()
    {
        var failure = Assert.Throws<StoryFailedException>(
            () => DocumentedCommands.Block(SharedFolder.Checkout, Operations, "no such words"));

        Assert.Contains("no such words", failure.Message);
    }
}
