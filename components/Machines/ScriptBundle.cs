using System.Collections.Immutable;

namespace Infra.Components.Machines;

/// <summary>
/// All scripts of this program in one file. It goes to a machine once, and puts them into <see cref="RemoteScript.Folder"/> there. As a
/// file, it stands in plans and in Pulumi's state by its hash alone.
/// </summary>
public static class ScriptBundle
{
    // In the home folder of the user that logs in, who may not write anywhere else.
    private const string Name = ".infra-scripts";
    private const string Unpack = "unpack-scripts.sh";
    private const string ScriptsDirective = "# scripts\n";
    private const string EndOfScript = "END_OF_SCRIPT";

    /// <summary>The scripts, in the order of their names.</summary>
    public static ImmutableArray<RemoteScript> Scripts { get; } = Find();

    /// <summary>The file: a script, which unpacks the others.</summary>
    public static string Text { get; } = RemoteScript.Of(Unpack).Text.Replace(
        ScriptsDirective, string.Concat(Scripts.Select(Put)), StringComparison.Ordinal);

    /// <summary>Its name on a machine.</summary>
    public static string FileName { get; } = RemoteScript.Address(Name, Text);

    /// <summary>Where Pulumi finds it on this machine, beside the program.</summary>
    public static string LocalPath { get; } = Path.Combine(AppContext.BaseDirectory, FileName);

    /// <summary>Writes it to <see cref="LocalPath"/>, before a deployment.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Nor may it.</exception>
    public static void Write()
    {
        if (File.Exists(LocalPath))
            return;
        var draft = $"{LocalPath}.{Environment.ProcessId}";
        File.WriteAllText(draft, Text);
        File.Move(draft, LocalPath, overwrite: true);
    }

    private static ImmutableArray<RemoteScript> Find()
    {
        var files = typeof(RemoteScript).Assembly.GetManifestResourceNames()
            .Where(file => file.EndsWith(".sh", StringComparison.Ordinal))
            .ToList();
        var whole = files.Except(RemoteScript.Parts(files)).Except([Unpack]);
        return [.. whole.Order(StringComparer.Ordinal).Select(file => RemoteScript.Of(file))];
    }

    private static string Put(RemoteScript script) => $"put {script.FileName} <<'{EndOfScript}'\n{script.Text}{EndOfScript}\n";
}
