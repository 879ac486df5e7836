using Infra.Components.Machines;
using Xunit;

namespace Infra.Tests.Machines;

public sealed class CloudInitTests
{
    private static string UserData { get; } = CloudInit.Render("prod-acme");

    [NeedsFact("cloud-init")]
    public void Cloud_init_takes_it()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, UserData);
            var result = LocalProgram.Run("cloud-init", "schema", "--config-file", file);
            Assert.True(result.ExitCode == 0, result.Output + result.Error);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void It_lets_nobody_in_by_password_and_runs_nothing() => Assert.Equal(
        """
        #cloud-config
        hostname: prod-acme
        preserve_hostname: false
        ssh_pwauth: false
        disable_root: false
        users:
          - name: root

        """,
        UserData);

    [Fact]
    public void Another_reason_to_rebuild_is_another_text_and_in_one_line() =>
        Assert.StartsWith("#cloud-config\n# rebuild: a b\nhostname: ", CloudInit.Render("prod-acme", "a\nb"), StringComparison.Ordinal);
}
