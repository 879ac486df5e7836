using Infra.Tests.Entry;
using Xunit;

namespace Infra.Tests.Integration;

/// <summary>Runs of the tests that share a machine: each cleans up after itself and after those that were interrupted.</summary>
public sealed class TwoRunsTests
{
    [UnixFact]
    public void What_a_run_left_behind_is_taken_away_once_it_has_ended_and_not_before()
    {
        // No process has such a number.
        var run = Names.Family + "99999999a";
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), run, "hosts")).Parent!.FullName;
        using (new FileStream(folder + ".lock", FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            Leftovers.RemoveDead();
            Assert.True(Directory.Exists(folder));
        }

        Leftovers.RemoveDead();
        Assert.False(Directory.Exists(folder) || File.Exists(folder + ".lock"));
    }

    [UnixFact]
    public void Every_name_on_the_machine_tells_which_run_it_belongs_to() => Assert.All(
        [
            Names.Hub, Names.Namespace(12), Names.WorkFolder, $"/sys/fs/cgroup/{Names.Namespace(3)}",
            $"{Names.WorkFolder}/{Names.Namespace(1)}/root",
        ],
        name => Assert.Equal(Names.Run, Leftovers.RunOf(name)));
}
