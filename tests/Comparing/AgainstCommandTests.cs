using System.Diagnostics;
using Infra.Tests.Entry;
using Infra.Tests.Planning;
using Xunit;

namespace Infra.Tests.Comparing;

/// <summary><c>plan --against</c>, as a process.</summary>
public sealed class AgainstCommandTests
{
    // Stands for a commit's build.sh: hands out the plan that the checkout keeps, or does what a variable says.
    private const string ImitatedBuild = """
        #!/bin/bash
        echo "Building …" >&2
        case "$IMITATE" in
          fail) echo "build.sh: the build failed" >&2; exit 1 ;;
          early) echo "build.sh: there is no verb 'plan'" >&2; exit 2 ;;
          older) mkdir -p "$4" && grep -v '"format":' "$(dirname "$0")/base.json" >"$4/plan.json"; exit ;;
          hang) echo $$ >"$MARK"; sleep 60 ;;
        esac
        mkdir -p "$4" && cp "$(dirname "$0")/base.json" "$4/plan.json"
        """;

    [Fact]
    public async Task Against_its_own_folder_and_its_plan_json_nothing_changes()
    {
        using var workplace = new Workplace();
        await workplace.RunAsync(["plan", "dev", "--out", "out"]);
        foreach (var against in new[] { "out", "out/plan.json" })
        {
            var (status, output, error) = await workplace.RunAsync(["plan", "dev", "--against", against]);
            Assert.Equal((0, ""), (status, error));
            Assert.Contains("Nothing changes.", output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_danger_fails_until_it_is_accepted_by_its_name()
    {
        using var workplace = new Workplace();
        await workplace.RunAsync(["plan", "prod", "--out", "out"]);
        workplace.Change("Pulumi.prod.yaml", "protect: true", "protect: false");
        var (status, output, _) = await workplace.RunAsync(["plan", "prod", "--against", "out"]);
        Assert.Equal(1, status);
        Assert.Contains("protection-lifted", output, StringComparison.Ordinal);
        Assert.Equal(0, (await workplace.RunAsync(["plan", "prod", "--against", "out", "--accept", "protection-lifted"])).Status);
        var json = await workplace.RunAsync(["plan", "prod", "--against", "out", "--format", "json"]);
        Assert.Equal(1, json.Status);
        Assert.StartsWith("{\n", json.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_compared_is_told_in_one_line_and_nothing_is_written()
    {
        using var workplace = new Workplace();
        await workplace.RunAsync(["plan", "prod", "--out", "prod"]);
        await workplace.RunAsync(["plan", "dev", "--out", "dev"]);
        var text = await File.ReadAllTextAsync(workplace.At("dev/plan.json"));
        workplace.Write("older/plan.json", text.Replace("\"format\": 1,", "", StringComparison.Ordinal));
        workplace.Write("newer/plan.json", text.Replace("\"format\": 1,", "\"format\": 99,", StringComparison.Ordinal));
        workplace.Write("foreign/plan.json", text.Replace("\"project\": \"infra\"", "\"project\": \"other\"", StringComparison.Ordinal));
        workplace.Write("damaged/plan.json", text.Replace("\"inputs\"", "\"puts\"", StringComparison.Ordinal));
        workplace.Write("cut/plan.json", text[..^2000]);
        workplace.Write("other/plan.json", "[]");
        workplace.Write("empty/readme", "");
        foreach (var (against, expected) in new[]
        {
            ("prod", "of the stack 'prod', and not of 'dev'"), ("older", "an older format (without a number"),
            ("newer", "a newer format (99"),
            ("foreign", "of the project 'other'"), ("damaged", "is damaged"), ("cut", "is damaged"), ("other", "is no plan"),
            ("empty", "holds no plan.json"), ("nowhere", "no folder, no file and no commit"),
        })
        {
            var (status, output, error) = await workplace.RunAsync(["plan", "dev", "--against", against, "--out", "new"]);
            Assert.Equal((2, ""), (status, output));
            Assert.Contains(expected, error, StringComparison.Ordinal);
            Assert.Single(error.TrimEnd().Split('\n'));
            Assert.False(Directory.Exists(workplace.At("new")));
        }
    }

    [Theory]
    [InlineData("there is no such danger", "plan", "dev", "--against", "out", "--accept", "node-replacd")]
    [InlineData("a format without a comparison", "plan", "dev", "--format", "json")]
    [InlineData("an acceptance without a comparison", "plan", "dev", "--accept", "node-replaced")]
    [InlineData("no such format", "plan", "dev", "--against", "out", "--format", "html")]
    [InlineData("no stack", "plan", "--against", "out")]
    public async Task A_wrong_command_line_is_told(string case_, params string[] arguments)
    {
        Assert.NotEmpty(case_);
        using var workplace = new Workplace();
        var (status, output, error) = await workplace.RunAsync(arguments);
        Assert.Equal((2, ""), (status, output));
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task Against_a_commit_its_own_program_plans_in_a_worktree_that_is_gone_afterwards()
    {
        using var workplace = await RepositoryAsync();
        workplace.Change("Pulumi.dev.yaml", "name: tenant-b", "name: tenant-c");
        var (status, output, error) = await workplace.RunAsync(["plan", "dev", "--against", "HEAD"]);
        Assert.Equal(1, status);
        Assert.Contains("tenant tenant-b", output, StringComparison.Ordinal);
        Assert.Contains("Building …", error, StringComparison.Ordinal);
        AssertNoWorktree(workplace);
    }

    [UnixFact]
    public async Task A_stack_that_a_commit_does_not_have_is_new()
    {
        using var workplace = await RepositoryAsync();
        File.Copy(workplace.At("Pulumi.dev.yaml"), workplace.At("Pulumi.next.yaml"));
        var (status, output, _) = await workplace.RunAsync(["plan", "next", "--against", "HEAD"]);
        Assert.Equal(0, status);
        Assert.Matches("[0-9]+ added; 0 stay", output);
    }

    [UnixFact]
    public async Task A_commit_that_cannot_be_built_is_told_and_leaves_nothing()
    {
        using var workplace = await RepositoryAsync();
        var (status, output, error) = await workplace.RunAsync(["plan", "dev", "--against", "HEAD"], ("IMITATE", "fail"));
        Assert.Equal((2, ""), (status, output));
        Assert.Contains("can't be planned: build.sh: the build failed", error, StringComparison.Ordinal);
        AssertNoWorktree(workplace);
    }

    [UnixFact]
    public async Task A_shallow_clone_as_a_pipeline_has_it_knows_its_base_and_nothing_before_it()
    {
        using var origin = await RepositoryAsync();
        foreach (var message in new[] { "second", "third" })
            LocalProgram.Must("git", [.. Git(origin), "commit", "-q", "--allow-empty", "-m", message]);
        using var workplace = new Workplace();
        LocalProgram.Must("git", "clone", "-q", "--depth", "2", new Uri(origin.At()).AbsoluteUri, workplace.At("clone"));
        var clone = workplace.At("clone");
        var (status, output, error) = await workplace.RunInAsync(clone, ["plan", "dev", "--against", "HEAD^1"]);
        Assert.Equal((0, true), (status, output.Contains("Nothing changes.", StringComparison.Ordinal)));
        (status, output, error) = await workplace.RunInAsync(clone, ["plan", "dev", "--against", "HEAD^1^1"]);
        Assert.Equal((2, ""), (status, output));
        Assert.Contains("a pipeline may have to fetch it first", Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task A_commit_whose_program_knows_no_plan_or_writes_another_format_is_told_so()
    {
        using var workplace = await RepositoryAsync();
        var (status, _, error) = await workplace.RunAsync(["plan", "dev", "--against", "HEAD"], ("IMITATE", "early"));
        Assert.Equal(2, status);
        Assert.Contains("can't be planned: build.sh: there is no verb 'plan'", error.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
        (status, _, error) = await workplace.RunAsync(["plan", "dev", "--against", "HEAD"], ("IMITATE", "older"));
        Assert.Equal(2, status);
        Assert.Contains("has an older format", error.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
        AssertNoWorktree(workplace);
    }

    [UnixFact]
    public async Task Whoever_ends_it_while_a_commit_is_planned_finds_no_worktree_left()
    {
        using var workplace = await RepositoryAsync();
        var mark = workplace.At("mark");
        var run = workplace.RunAsync(["plan", "dev", "--against", "HEAD"], ("IMITATE", "hang"), ("MARK", mark));
        for (var waited = 0; waited < 600 && !(File.Exists(mark) && new FileInfo(mark).Length > 0); waited++)
            await Task.Delay(100);
        var build = int.Parse(await File.ReadAllTextAsync(mark), System.Globalization.CultureInfo.InvariantCulture);
        var parent = (await File.ReadAllTextAsync($"/proc/{build}/stat")).Split(')')[^1].Split(' ')[2];
        LocalProgram.Must("kill", "-TERM", parent);
        Assert.Equal(130, (await run).Status);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(build));
        AssertNoWorktree(workplace);
    }

    private static void AssertNoWorktree(Workplace workplace)
    {
        Assert.Empty(Directory.EnumerateFileSystemEntries(workplace.At(".build", "against")));
        Assert.Single(LocalProgram.Must("git", "-C", workplace.At(), "worktree", "list").TrimEnd().Split('\n'));
    }

    /// <summary>A repository with one commit, whose program is imitated.</summary>
    private static async Task<Workplace> RepositoryAsync()
    {
        var workplace = new Workplace();
        Assert.Equal(0, (await workplace.RunAsync(["plan", "dev", "--out", "out"])).Status);
        File.Move(workplace.At("out/plan.json"), workplace.At("base.json"));
        Directory.Delete(workplace.At("out"), recursive: true);
        workplace.Write("build.sh", ImitatedBuild);
        workplace.Write(".gitignore", ".build/\n");
        LocalProgram.Must("git", [.. Git(workplace), "init", "-q"]);
        LocalProgram.Must("git", [.. Git(workplace), "add", "-A"]);
        LocalProgram.Must("git", [.. Git(workplace), "commit", "-q", "-m", "base"]);
        return workplace;
    }

    private static string[] Git(Workplace workplace) =>
        ["-C", workplace.At(), "-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "core.hooksPath=/dev/null"];
}
