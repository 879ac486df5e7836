using Xunit;

namespace Infra.Tests.Settings.Generated;

/// <summary>What is generated from the settings' declarations; UPDATE_SNAPSHOTS=1 writes it anew.</summary>
public class GeneratedFilesTests
{
    [Fact]
    public void The_schema_says_what_the_settings_declare() =>
        Snapshot.MatchesFile(Path.Combine(SharedFolder.Checkout, "stacks", "stack.schema.json"), StackSchema.Render());

    [Fact]
    public void The_tables_of_the_documentation_say_what_the_settings_declare()
    {
        var path = Path.Combine(SharedFolder.Checkout, "docs", "settings.md");
        Snapshot.MatchesFile(path, SettingsTables.Renew(File.ReadAllText(path)));
    }

    [Fact]
    public void The_table_of_changes_says_what_the_settings_declare()
    {
        var path = Path.Combine(SharedFolder.Checkout, "docs", "changing-settings.md");
        Snapshot.MatchesFile(path, ChangesTable.Renew(File.ReadAllText(path)));
    }
}
