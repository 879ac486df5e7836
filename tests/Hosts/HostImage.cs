using System.Security.Cryptography;
using System.Text;

namespace Infra.Tests.Hosts;

/// <summary>
/// The root file system that hosts start from. Made once per machine by debootstrap from the mirror that the machine itself uses,
/// and kept in the user's cache under a name that changes with the recipe.
/// </summary>
internal static class HostImage
{
    private const string Recipe = "make-image.sh";

    private static string Folder
    {
        get
        {
            var source = PackageSource();
            var recipe = $"{EmbeddedFile.Read(typeof(HostImage), Recipe)}\n{source?.Suite}\n{ScriptMachine()}";
            var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(recipe)))[..16];
            return Path.Combine(CacheFolder(), "image-" + key);
        }
    }

    /// <summary>Why there is no image and none can be made, or null.</summary>
    public static string? Unavailable()
    {
        if (Directory.Exists(Folder))
            return null;
        if (LocalProgram.Find("debootstrap") is null)
            return "There is no host image yet and debootstrap, which makes it, isn't installed.";
        if (PackageSource() is not { } source)
            return "There is no host image yet and this machine has no Debian package source to make it from.";

        var release = $"{source.Mirror.TrimEnd('/')}/dists/{source.Suite}/Release";
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        try
        {
            using var answer = client.Send(new HttpRequestMessage(HttpMethod.Head, release));
            return answer.IsSuccessStatusCode
                ? null
                : $"There is no host image yet and this machine's package mirror answers {(int)answer.StatusCode}.";
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            return $"There is no host image yet and this machine's package mirror can't be reached: {failure.Message}";
        }
    }

    /// <summary>The image's folder; makes it first where it is missing (about a minute).</summary>
    public static string Ensure()
    {
        var folder = Folder;
        if (Directory.Exists(folder))
            return folder;

        var source = PackageSource() ?? throw new InvalidOperationException("This machine has no Debian package source.");
        Directory.CreateDirectory(CacheFolder());
        using var other = WaitForOtherRuns(folder + ".lock");
        if (Directory.Exists(folder))
            return folder;
        var partial = folder + ".partial";
        if (Directory.Exists(partial))
            Directory.Delete(partial, recursive: true);

        var recipe = EmbeddedFile.Read(typeof(HostImage), Recipe);
        var made = LocalProgram.RunAsync("bash", ["-c", recipe, Recipe, partial, source.Suite, source.Mirror],
            input: "", TimeSpan.FromMinutes(10)).GetAwaiter().GetResult();
        if (made.ExitCode != 0)
            throw new InvalidOperationException($"The host image can't be made:\n{LastLines(made.Text, 20)}");

        Directory.Move(partial, folder);
        return folder;
    }

    /// <summary>Of two runs that find no image, one makes it, and the other one waits.</summary>
    private static FileStream WaitForOtherRuns(string file)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < 600)
            {
                Thread.Sleep(1000);
            }
        }
    }

    private static string LastLines(string text, int count) => string.Join('\n', text.Split('\n').TakeLast(count));

    private static string ScriptMachine() => System.Runtime.InteropServices.RuntimeInformation.OSArchitecture.ToString();

    private static string CacheFolder()
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (string.IsNullOrEmpty(cache))
            cache = Path.Combine(Environment.GetEnvironmentVariable("HOME") ?? "/root", ".cache");
        return Path.Combine(cache, "infra-integration");
    }

    /// <summary>The machine's first binary package source with Debian's main component, in either of apt's two formats.</summary>
    private static (string Mirror, string Suite)? PackageSource()
    {
        const string Folder = "/etc/apt/sources.list.d";
        var lists = Directory.Exists(Folder) ? Directory.EnumerateFiles(Folder).Order(StringComparer.Ordinal).ToArray() : [];

        foreach (var paragraph in lists.Where(file => file.EndsWith(".sources", StringComparison.Ordinal))
                     .SelectMany(file => File.ReadAllText(file).Split("\n\n")))
        {
            var fields = paragraph.Split('\n')
                .Where(line => !line.StartsWith('#') && line.Contains(':', StringComparison.Ordinal))
                .Select(line => line.Split(':', 2))
                .ToLookup(pair => pair[0].Trim(), pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase);
            var words = (string field) => (fields[field].FirstOrDefault() ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var usable = words("Types").Contains("deb") && words("Components").Contains("main");
            if (usable && words("URIs") is [var mirror, ..] && words("Suites") is [var suite, ..])
                return (mirror, suite);
        }

        foreach (var line in lists.Where(file => file.EndsWith(".list", StringComparison.Ordinal))
                     .Prepend("/etc/apt/sources.list").Where(File.Exists).SelectMany(File.ReadLines))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Where(word => !word.StartsWith('[') && !word.EndsWith(']')).ToArray();
            if (words is ["deb", var mirror, var suite, .. var components] && components.Contains("main"))
                return (mirror, suite);
        }

        return null;
    }
}
