namespace Infra.Tests;

/// <summary>
/// The folder ../shared next to the checkout: API listings, references, tools, a mirror of upstream's files. Not every machine has it.
/// </summary>
public static class SharedFolder
{
    /// <summary>The checkout's root: the nearest folder above the test assembly with Infra.sln.</summary>
    public static string Checkout { get; } = FindCheckout();

    /// <summary>The folder's path, or null where it doesn't exist.</summary>
    public static string? Path { get; } = FindShared();

    /// <summary>The path of what lies in the folder under <paramref name="parts"/>.</summary>
    /// <exception cref="DirectoryNotFoundException">
    /// There is no such folder; <see cref="SharedFactAttribute"/> skips the test then.
    /// </exception>
    public static string Find(params string[] parts)
    {
        var shared = Path ?? throw new DirectoryNotFoundException($"There is no folder \"shared\" next to {Checkout}.");
        return System.IO.Path.Combine([shared, .. parts]);
    }

    private static string FindCheckout()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Infra.sln"))) return folder.FullName;
        }
        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} has Infra.sln.");
    }

    private static string? FindShared()
    {
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(Checkout, "..", "shared"));
        return Directory.Exists(path) ? path : null;
    }
}
