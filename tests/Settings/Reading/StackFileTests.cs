using Infra.Configuration;
using Xunit;

namespace Infra.Tests.Settings.Reading;

public sealed class StackFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("infra-stack-").FullName;

    public StackFileTests() => Write("Pulumi.yaml", "name: infra\nruntime: dotnet\nmain: infra\n");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_project_is_found_from_a_folder_below_and_lists_its_stacks_in_order()
    {
        Write("Pulumi.prod.yaml", "config: {}");
        Write("Pulumi.dev.yaml", "config: {}");
        var below = Directory.CreateDirectory(Path.Combine(_folder, "infra", "deep")).FullName;

        var project = Project.Find(below);

        Assert.Equal(("infra", "infra"), (project.Name, project.Main));
        Assert.Equal("dev prod", string.Join(' ', project.Stacks));
    }

    [Fact]
    public void Stack_files_are_read_from_the_folder_that_the_project_names()
    {
        Write("Pulumi.yaml", "name: infra\nruntime: dotnet\nstackConfigDir: environments\n");
        Directory.CreateDirectory(Path.Combine(_folder, "environments"));
        Write("environments/Pulumi.dev.yaml", "config:\n  a: b\n");

        Assert.Equal("b", StackFile.Read(Project.Find(_folder), "dev").Configuration["infra:a"]);
    }

    [Fact]
    public void Values_keep_their_types_and_secrets_stay_secret()
    {
        Write("Pulumi.dev.yaml", """
            config:
              infra:cluster: {text: yes, quoted: "1", number: 3, octal: 0o17, real: 1.50, flag: true, none: , version: 1.2.3}
              infra:list: &list [a, 2]
              infra:again: *list
              infra:plain: bare text
              infra:sshPrivateKey:
                secure: AAABADQ
              infra:nested:
                token: {secure: AAABADQ}
            """);

        var values = StackFile.Read(Project.Find(_folder), "dev").Configuration;

        Assert.Equal(
            """{"text":"yes","quoted":"1","number":3,"octal":15,"real":1.5,"flag":true,"none":null,"version":"1.2.3"}""",
            values["infra:cluster"]);
        Assert.Equal("""["a",2]""", values["infra:list"]);
        Assert.Equal(values["infra:list"], values["infra:again"]);
        Assert.Equal("bare text", values["infra:plain"]);
        Assert.Equal("[secret]", values["infra:sshPrivateKey"]);
        Assert.Equal("""{"token":"[secret]"}""", values["infra:nested"]);
    }

    [Fact]
    public void A_stack_that_is_missing_is_answered_with_those_that_exist()
    {
        Write("Pulumi.dev.yaml", "config: {}");
        Write("Pulumi.prod.yaml", "config: {}");

        Assert.Equal("There is no stack 'prd'. There are: dev, prod. Did you mean 'prod'?", Failure("prd"));
        Assert.Equal("There is no stack '../dev'. There are: dev, prod.", Failure("../dev"));
    }

    [Theory]
    [InlineData("config:\n  infra:cluster: [a\n", "Pulumi.dev.yaml:")]
    [InlineData("config:\n  a: 1\n  a: 2\n", "Pulumi.dev.yaml:3:3: ")]
    [InlineData("config:\n\ta: 1\n", "Pulumi.dev.yaml:2:1: expected spaces for indentation, found a tab.")]
    [InlineData("config: 7\n", "Pulumi.dev.yaml:1:9: expected a map of settings below 'config:'.")]
    [InlineData("a: 1\n", "Pulumi.dev.yaml has no 'config:'; put the stack's settings below it (docs/settings.md).")]
    [InlineData("", "Pulumi.dev.yaml is empty; it must be a map of YAML keys.")]
    [InlineData("- a\n", "Pulumi.dev.yaml:1:1: expected a map of YAML keys at the top.")]
    [InlineData("config:\n  infra:a: 1\n  a: 2\n", "Pulumi.dev.yaml:3:3: expected each key once, but 'infra:a' is given twice.")]
    [InlineData("config:\n  infra:a: *unknown\n", "Pulumi.dev.yaml:2:")]
    [InlineData("config:\n  infra:a:\n    ? [x]\n    : 1\n", "Pulumi.dev.yaml:3:7: expected a plain key, found a list or a map.")]
    [InlineData("config: &a\n  infra:a: *a\n", "Pulumi.dev.yaml:")]
    public void A_malformed_stack_file_is_answered_with_the_place_and_what_was_expected(string text, string beginning)
    {
        Write("Pulumi.dev.yaml", text);

        var message = Failure("dev");

        Assert.StartsWith(beginning, message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", message, StringComparison.Ordinal);
        Assert.DoesNotContain("(Line", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Aliases_that_would_fill_the_memory_are_refused()
    {
        var lines = Enumerable.Range(1, 12)
            .Select(n => $"  a{n}: &a{n} [{string.Join(", ", Enumerable.Repeat(n == 1 ? "x" : $"*a{n - 1}", 10))}]");
        Write("Pulumi.dev.yaml", $"config:\n{string.Join('\n', lines)}\n");

        Assert.Contains("expected fewer and less deeply nested values", Failure("dev"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_without_a_name_is_refused()
    {
        Write("Pulumi.yaml", "runtime: dotnet\n");

        Assert.Equal(
            "Pulumi.yaml:1:1: expected 'name', the project's name.",
            Assert.Throws<ConfigurationException>(() => Project.Find(_folder)).Message);
    }

    private string Failure(string stack) =>
        Assert.Throws<ConfigurationException>(() => StackFile.Read(Project.Find(_folder), stack)).Message;

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder, file), text);
}
