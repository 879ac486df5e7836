using System.Text.Json;
using Infra.Upstream;

if (args.Length is < 1 or > 2)
{
    Console.Error.WriteLine("usage: ./build.sh fetch [FOLDER-WITH-THE-FILES]");
    return 2;
}

var mirror = args.ElementAtOrDefault(1) ?? UpstreamFolder.UsualMirror(args[0]);
if (args.Length == 2 && !Directory.Exists(mirror))
{
    Console.Error.WriteLine($"The folder {mirror} does not exist; name one that holds upstream's files, or none.");
    return 2;
}

try
{
    var folder = UpstreamFolder.Of(args[0]);
    var copied = Directory.Exists(mirror) ? folder.CopyFrom(mirror) : 0;
    using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
    var (downloaded, failures) = await folder.DownloadAsync(client);
    foreach (var failure in failures) Console.Error.WriteLine(failure);
    Console.WriteLine($"Upstream's files: {copied} copied, {downloaded} downloaded, {folder.Missing().Length} missing.");
    return failures.IsEmpty ? 0 : 1;
}
catch (Exception mistake) when (mistake is JsonException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(mistake.Message);
    return 2;
}
