using System.Text.Json.Nodes;
using Infra.Checks;
using Infra.Rendering;
using Xunit;

namespace Infra.Tests.Planning;

public sealed class CommandLineTests
{
    private static readonly string[] Untouched = ["Pulumi.dev.yaml", "Pulumi.prod.yaml", "Pulumi.yaml"];

    [Fact]
    public async Task Without_a_stack_the_stacks_are_listed()
    {
        using var workplace = new Workplace();
        var (status, output, error) = await workplace.RunAsync(["plan"]);
        Assert.Equal((0, "dev\nprod\n", ""), (status, output.ReplaceLineEndings("\n"), error));
    }

    [Fact]
    public async Task A_plan_is_printed_and_written_into_the_folder()
    {
        using var workplace = new Workplace();
        var (status, output, error) = await workplace.RunAsync(["plan", "dev", "--out", "new/out"]);
        Assert.Equal((0, ""), (status, error));
        Assert.Equal(PlanFiles.Render(PlannedStack.Dev.Plan).AsEnumerable(), workplace.Files("new/out"));
        Snapshot.Matches("dev.txt", output.ReplaceLineEndings("\n"));
        Assert.Equal(["out"], Directory.EnumerateFileSystemEntries(workplace.At("new")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Without_a_folder_nothing_is_written()
    {
        using var workplace = new Workplace();
        Assert.Equal(0, (await workplace.RunAsync(["plan", "dev"])).Status);
        Assert.Equal(Untouched, workplace.Entries());
    }

    [Fact]
    public async Task An_earlier_plan_is_replaced_with_all_its_files()
    {
        using var workplace = new Workplace();
        Assert.Equal(0, (await workplace.RunAsync(["plan", "prod", "--out", "out"])).Status);
        Assert.Equal(0, (await workplace.RunAsync(["plan", "dev", "--out", "out"])).Status);
        Assert.Equal(PlanFiles.Render(PlannedStack.Dev.Plan).AsEnumerable(), workplace.Files("out"));
    }

    [Fact]
    public async Task A_folder_with_other_files_is_left_alone()
    {
        using var workplace = new Workplace();
        workplace.Write("out/thesis.txt", "years of work");
        AssertRefused(await workplace.RunAsync(["plan", "dev", "--out", "out"]), "--out 'out'");
        Assert.Equal(["thesis.txt"], workplace.Files("out").Keys);
    }

    [Fact]
    public async Task A_check_that_fails_says_what_and_how_to_mend_it_and_the_plan_is_written_all_the_same()
    {
        using var workplace = new Workplace();
        workplace.Change("Pulumi.dev.yaml", "name: tenant-b", "name: tenant-b\n      quota: { memory: 1329Mi }");
        var (status, output, error) = await workplace.RunAsync(["plan", "dev", "--out", "out"]);
        Assert.Equal((1, ""), (status, error));
        var lines = output.ReplaceLineEndings("\n").Split('\n');
        Snapshot.Matches(
            "dev-failed.txt", string.Join('\n', lines.SkipWhile(line => !line.StartsWith("memory-", StringComparison.Ordinal))));

        var checks = JsonNode.Parse(workplace.Files("out")["plan.json"])!["checks"]!.AsArray();
        Assert.Equal(CheckList.All.Select(check => check.Id), checks.Select(check => check!["id"]!.GetValue<string>()));
        var failed = Assert.Single(checks, check => !check!["passed"]!.GetValue<bool>())!;
        var finding = Assert.Single(failed["findings"]!.AsArray())!;
        Assert.EndsWith("::tenant-b-pod-quota", finding["resource"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("1265 MiB", finding["problem"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("1328Mi", finding["fix"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_in_the_folders_place_is_left_alone()
    {
        using var workplace = new Workplace();
        workplace.Write("out", "years of work");
        AssertRefused(await workplace.RunAsync(["plan", "dev", "--out", "out"]), "--out 'out' is a file");
        Assert.Equal("years of work", await File.ReadAllTextAsync(workplace.At("out")));
    }

    [Fact]
    public async Task Wrong_settings_are_told_all_together_and_an_earlier_plan_stays()
    {
        using var workplace = new Workplace();
        Assert.Equal(0, (await workplace.RunAsync(["plan", "dev", "--out", "out"])).Status);
        workplace.Change("Pulumi.dev.yaml", "name: tenant-b", "name: Tenant B!");
        workplace.Change("Pulumi.dev.yaml", "ingress: nginx", "ingress: apache");
        var run = await workplace.RunAsync(["plan", "dev", "--out", "out"]);
        AssertRefused(run, "tenants[1].name 'Tenant B!'", "tenants[0].ingress 'apache'");
        Assert.Equal(PlanFiles.Render(PlannedStack.Dev.Plan).AsEnumerable(), workplace.Files("out"));
    }

    [Theory]
    [InlineData("an unknown stack", "staging", null, "There is no stack 'staging'", "dev, prod")]
    [InlineData("a misspelt stack", "prd", null, "Did you mean 'prod'?", "prd")]
    [InlineData("a stack that climbs out of its folder", "../dev", null, "There is no stack '../dev'", "dev, prod")]
    [InlineData("malformed YAML", "broken", "config: [\n", "Pulumi.broken.yaml:", "YAML")]
    [InlineData("a tab", "broken", "config:\n\tinfra:cluster: {}\n", "Pulumi.broken.yaml:2:1", "tab")]
    [InlineData("an empty file", "broken", "", "Pulumi.broken.yaml is empty", "map")]
    [InlineData("a file without config", "broken", "encryptionsalt: x\n", "Pulumi.broken.yaml has no 'config:'", "docs/settings.md")]
    [InlineData("a file without settings", "broken", "config: {}\n", "cluster", "missing")]
    [InlineData("a misspelt setting", "broken", "config: { infra:tenant: [] }\n", "tenant", "cluster")]
    public async Task Bad_input_is_told_in_few_words_and_nothing_is_written(
        string case_, string stack, string? file, params string[] expected)
    {
        Assert.NotEmpty(case_);
        using var workplace = new Workplace();
        if (file is not null) workplace.Write("Pulumi.broken.yaml", file);
        AssertRefused(await workplace.RunAsync(["plan", stack, "--out", "out"]), expected);
        Assert.Equal(Untouched, workplace.Entries().Except(["Pulumi.broken.yaml"]));
    }

    [Theory]
    [InlineData("deploy")]
    [InlineData("plan", "dev", "prod")]
    [InlineData("plan", "dev", "--colour")]
    [InlineData("plan", "dev", "--out")]
    public async Task A_wrong_command_line_is_told_and_where_help_is(params string[] arguments)
    {
        using var workplace = new Workplace();
        AssertRefused(await workplace.RunAsync(arguments), "--help' explains");
        Assert.Equal(Untouched, workplace.Entries());
    }

    [Fact]
    public async Task Outside_of_a_project_that_is_what_is_said()
    {
        using var workplace = new Workplace();
        File.Delete(workplace.At("Pulumi.yaml"));
        AssertRefused(await workplace.RunAsync(["plan", "dev"]), "No Pulumi.yaml here or in a folder above");
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("plan", "--help")]
    public async Task Help_explains_the_verb_and_its_options(params string[] arguments)
    {
        using var workplace = new Workplace();
        var (status, output, error) = await workplace.RunAsync(arguments);
        Assert.Equal((0, ""), (status, error));
        Assert.Contains("plan", output, StringComparison.Ordinal);
        if (arguments.Length > 1) Assert.Contains("--out", output, StringComparison.Ordinal);
    }

    private static void AssertRefused((int Status, string Output, string Error) run, params string[] expected)
    {
        Assert.Equal((2, ""), (run.Status, run.Output));
        Assert.All(expected, text => Assert.Contains(text, run.Error, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", run.Error, StringComparison.Ordinal);
        Assert.InRange(run.Error.TrimEnd().Split('\n').Length, 1, 6);
    }
}
