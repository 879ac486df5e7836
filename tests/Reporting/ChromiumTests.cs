using Infra.Tests.Entry;
using Xunit;

namespace Infra.Tests.Reporting;

public sealed class ChromiumTests : IDisposable
{
    private readonly string _program = Path.Combine(Directory.CreateTempSubdirectory("stub-").FullName, "browser");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_program)!, recursive: true);

    [Fact]
    public void One_that_is_not_there_is_called_missing() =>
        Assert.Contains("isn't installed", Chromium.ProblemOf(_program), StringComparison.Ordinal);

    [UnixTheory]
    [InlineData("echo one >&2; echo 'requires the chromium snap.' >&2; exit 1", "(exit code 1): requires the chromium snap.")]
    [InlineData("exit 0", "it says nothing")]
    public void A_wrapper_in_its_place_is_no_browser_and_its_words_are_the_reason(string script, string expected)
    {
        File.WriteAllText(_program, $"#!/bin/sh\n{script}\n");
        LocalProgram.Must("chmod", "+x", _program);
        Assert.Contains(expected, Chromium.ProblemOf(_program), StringComparison.Ordinal);
    }

    [UnixFact]
    public void What_is_no_program_is_no_browser()
    {
        File.WriteAllText(_program, "");
        Assert.Contains("doesn't start here", Chromium.ProblemOf(_program), StringComparison.Ordinal);
    }

    [UnixFact]
    public void What_shows_an_empty_page_is_one()
    {
        File.WriteAllText(_program, "#!/bin/sh\necho '<html><head></head><body></body></html>'\n");
        LocalProgram.Must("chmod", "+x", _program);
        Assert.Null(Chromium.ProblemOf(_program));
    }
}
