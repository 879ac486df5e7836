using System.Collections.Immutable;

namespace Infra.Upstream;

/// <summary>The folder with pinned files of other projects. What lies in it is complete and has a pinned checksum.</summary>
/// <param name="path">The folder, <c>.build/upstream</c>; made when the first file comes.</param>
/// <param name="pins">What belongs into it.</param>
public sealed class UpstreamFolder(string path, ImmutableArray<Pin> pins)
{
    // Links can lead in circles, or nowhere.
    private static readonly EnumerationOptions Everywhere =
        new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    /// <summary>The folder of a checkout, with the pins of <c>upstream/files.json</c>.</summary>
    public static UpstreamFolder Of(string checkout) => new(
        System.IO.Path.Combine(checkout, ".build", "upstream"),
        PinFile.Read(System.IO.Path.Combine(checkout, "upstream", "files.json")));

    /// <summary>The folder next to a checkout that is used as a mirror where it exists.</summary>
    public static string UsualMirror(string checkout) =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(checkout, "..", "shared", "data"));

    /// <summary>Where a file lies, or would lie.</summary>
    /// <param name="name">A pin's name, or a folder of several.</param>
    public string Path(string name) => System.IO.Path.Combine([path, .. name.Split('/')]);

    /// <summary>Pins without their file, or with one that was pinned earlier.</summary>
    /// <param name="folder">The start of the names to look at: <c>traefik/chart/</c>.</param>
    public ImmutableArray<Pin> Missing(string folder = "") =>
        [.. pins.Where(pin => pin.Name.StartsWith(folder, StringComparison.Ordinal) && !IsThere(pin))];

    /// <summary>Copies missing files from a mirror: any folder that holds them, under whatever names.</summary>
    /// <returns>How many came.</returns>
    public int CopyFrom(string mirror)
    {
        var missing = Missing();
        if (missing.IsEmpty) return 0;
        var copied = 0;
        foreach (var file in Directory.EnumerateFiles(mirror, "*", Everywhere).Order(StringComparer.Ordinal))
        {
            var content = File.ReadAllBytes(file);
            foreach (var pin in missing.Where(pin => pin.Is(content)))
            {
                missing = missing.Remove(pin);
                Put(pin, content);
                copied++;
            }
        }

        return copied;
    }

    /// <summary>Downloads missing files, one after the other; a host that can't be reached isn't asked again.</summary>
    /// <returns>How many came, and a line for each that didn't: what, where from, why, and what to do.</returns>
    public async Task<(int Downloaded, ImmutableArray<string> Failures)> DownloadAsync(HttpClient client)
    {
        var failures = ImmutableArray.CreateBuilder<string>();
        var unreachable = new Dictionary<string, string>(StringComparer.Ordinal);
        var downloaded = 0;
        foreach (var pin in Missing())
        {
            if (unreachable.ContainsKey(pin.Url.Authority)) continue;
            try
            {
                var content = await client.GetByteArrayAsync(pin.Url);
                if (pin.Checksum.Fits(content))
                {
                    Put(pin, content);
                    downloaded++;
                }
                else
                {
                    failures.Add(
                        $"{pin.Name}: {pin.Url} has the {pin.Checksum.Of(content)}, but {pin.Checksum} is pinned; "
                        + "find out why, before you pin it.");
                }
            }
            catch (HttpRequestException failure) when (failure.StatusCode is { } status)
            {
                failures.Add($"{pin.Name}: {pin.Url} answers {(int)status}; correct its version or URL in upstream/files.json.");
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException or TaskCanceledException)
            {
                unreachable[pin.Url.Authority] = (failure.InnerException ?? failure).Message;
            }
        }

        foreach (var (host, reason) in unreachable)
        {
            var missing = Missing().Where(pin => pin.Url.Authority == host).ToList();
            failures.Add($"{host} can't be reached ({reason}); missing from there: {missing.Count}, the first of them {missing[0].Url}. "
                + "Try again where it can be reached, or name a folder that has the files: ./build.sh fetch FOLDER.");
        }

        return (downloaded, failures.ToImmutable());
    }

    private bool IsThere(Pin pin) => File.Exists(Path(pin.Name)) && pin.Is(File.ReadAllBytes(Path(pin.Name)));

    /// <summary>Puts a whole file in its place, or none.</summary>
    private void Put(Pin pin, byte[] content)
    {
        var place = Path(pin.Name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(place)!);
        var unfinished = $"{place}.{Environment.ProcessId}";
        File.WriteAllBytes(unfinished, content);
        File.Move(unfinished, place, overwrite: true);
    }
}
