using Infra.Checks;
using Xunit;

namespace Infra.Tests.Checks;

public sealed class FlawTests
{
    [Theory, MemberData(nameof(Flaw.All), MemberType = typeof(Flaw))]
    public void A_flaw_is_found_by_its_check_and_by_no_other(Flaw flaw)
    {
        var failed = CheckList.Run(flaw.Plan).Where(result => !result.Passed).ToList();
        Assert.Equal([flaw.Check], failed.Select(result => result.Check.Id));
    }

    [Fact]
    public void Every_check_has_a_flaw_that_it_finds_and_an_id_of_its_own()
    {
        var ids = CheckList.All.Select(check => check.Id).ToList();
        Assert.Equal(ids, ids.Distinct());
        Assert.Equal(ids.Order(), Flaw.List.Select(flaw => flaw.Check).Distinct().Order());
        Assert.All(ids, id => Assert.Matches("^[a-z]+(-[a-z]+)*$", id));
        Assert.All(CheckList.All, check => Assert.Matches(@"^[A-Z][^\n]*\.$", check.Title));
    }

    [Theory, MemberData(nameof(Flaw.All), MemberType = typeof(Flaw))]
    public void A_finding_reads_as_one_sentence_about_a_resource_of_the_plan(Flaw flaw)
    {
        var plan = flaw.Plan;
        Assert.All(CheckList.Run(plan).SelectMany(result => result.Findings), finding =>
        {
            Assert.Contains(finding.Resource, plan.Resources);
            Assert.Matches(@"^[a-z][^\n]*[^.\n]$", finding.Problem);
            Assert.Matches(@"^[a-z][^\n]*[^.\n]$", finding.Fix);
        });
    }
}
