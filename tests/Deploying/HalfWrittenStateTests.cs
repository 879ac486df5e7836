using Infra.Deploying;
using Xunit;

namespace Infra.Tests.Deploying;

/// <summary>A state that a killed run left half written, seen with the real engine: "failed to load checkpoint: EOF".</summary>
public sealed class HalfWrittenStateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("infra-state-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_empty_description_of_the_state_is_removed_and_named()
    {
        var (empty, whole) = (Put("lab.json.attrs", ""), Put("prod.json.attrs", "{}"));
        var state = Put("lab.json", "");

        var said = Assert.Single(HalfWrittenState.Clear(_folder));

        Assert.Contains(empty, said);
        Assert.False(File.Exists(empty));
        Assert.True(File.Exists(whole));
        Assert.True(File.Exists(state));
    }

    [Fact]
    public void A_state_without_such_a_file_is_left_alone()
    {
        Put("lab.json.attrs", "{}");

        Assert.Empty(HalfWrittenState.Clear(_folder));
    }

    [Fact]
    public void A_folder_that_no_run_has_used_yet_has_nothing_to_remove() =>
        Assert.Empty(HalfWrittenState.Clear(Path.Combine(_folder, "none")));

    private string Put(string name, string text)
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, ".pulumi", "stacks", "infra")).FullName, name);
        File.WriteAllText(file, text);
        return file;
    }
}
