using System.Collections.Immutable;

namespace Infra.Deploying;

/// <summary>
/// What a run leaves in a folder of state that was killed while it wrote there. Pulumi writes the state itself in one step, but not what
/// lies beside it as <c>*.attrs</c> (type and checksum of the content). Where that is empty, no run reads the state any more: "failed to
/// load checkpoint: EOF". Where it is missing, all do, and the next one writes it.
/// </summary>
internal static class HalfWrittenState
{
    private const string OwnFolder = ".pulumi";

    private static readonly EnumerationOptions Everywhere = new() { RecurseSubdirectories = true };

    /// <summary>Removes such files.</summary>
    /// <param name="folder">The folder of the state.</param>
    /// <returns>A sentence for each: what was wrong, and that it is fixed, or how.</returns>
    public static ImmutableArray<string> Clear(string folder)
    {
        var own = new DirectoryInfo(Path.Combine(folder, OwnFolder));
        if (!own.Exists) return [];
        var empty = own.EnumerateFiles("*.attrs", Everywhere).Where(file => file.Length == 0).ToArray();
        return [.. empty.OrderBy(file => file.FullName, StringComparer.Ordinal).Select(Remove)];
    }

    private static string Remove(FileInfo file)
    {
        var found = $"An earlier run was killed while it wrote {file.FullName}, which is empty; the state beside it is whole.";
        try
        {
            file.Delete();
            return $"{found} It is removed.";
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return $"{found} Delete it; it couldn't be removed: {refused.Message}";
        }
    }
}
