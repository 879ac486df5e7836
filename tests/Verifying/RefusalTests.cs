using System.Text.Json.Nodes;
using Infra.Clusters;
using Infra.Verifying.Isolation;
using Xunit;

namespace Infra.Tests.Verifying;

public sealed class RefusalTests
{
    [Theory]
    [InlineData("spec.hostNetwork is set: leave it out", true)]
    [InlineData("expression 'object.spec.x' resulted in error: no such key: x", false)]
    [InlineData("failed to configure binding: no params found for policy binding with `Deny` parameterNotFoundAction", false)]
    public void A_guard_that_could_not_decide_has_refused_nothing(string said, bool refused)
    {
        var message = $"pods \"x\" is forbidden: ValidatingAdmissionPolicy 'infra-pods' with binding 'infra-pods' denied request: {said}";
        var answer = new ApiAnswer(422, new JsonObject { ["kind"] = "Status", ["message"] = message }, []);
        Assert.Equal(refused, Refusal.Guard("infra-pods").Is(answer));
    }
}
