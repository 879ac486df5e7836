using System.Diagnostics;
using Infra.Tests.Entry;
using Infra.Verifying.Traffic;
using Xunit;

namespace Infra.Tests.Verifying;

/// <summary>The probe's script, with an <c>nc</c> that answers as each target's address says, a letter a try, and no pauses.</summary>
public sealed class ProbePodTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("infra-probe-");

    public ProbePodTests()
    {
        Program("sleep", "");
        // -z -w 3 address port
        Program("nc", """
            printf x >>"$HOME/$5"
            answer=$(echo "$4" | cut -c "$(wc -c <"$HOME/$5")")
            [ "$answer" = y ]
            """);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [UnixTheory]
    [InlineData("what is closed counts as unreached", "y", "nnnnn", "0")]
    [InlineData("what is closed a moment later does, too", "y", "yynnn", "0")]
    [InlineData("what stays open counts as reached", "y", "yyyyy", "0 1")]
    [InlineData("what must answer has time to do so", "nnnyn", "nnnnn", "0")]
    [InlineData("what never answers is missing", "nnnnn", "yyyyy", "1")]
    public void In_its_first_moments_nothing_is_final(string what, string open, string closed, string reached)
    {
        var words = Path.Combine(_folder.FullName, "words");
        var pod = ProbePod.Of("ns", "name", "tenant", "image", TimeSpan.FromMinutes(3),
            [new("DNS", open, 53, MustAnswer: true), new("SSH", closed, 22)]);
        var container = pod["spec"]!["containers"]![0]!;
        var script = container["command"]![2]!.GetValue<string>().Replace("/dev/termination-log", words, StringComparison.Ordinal);
        var start = new ProcessStartInfo("sh", ["-c", script]);
        start.Environment["PATH"] = $"{_folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["HOME"] = _folder.FullName;
        foreach (var variable in container["env"]!.AsArray())
            start.Environment[variable!["name"]!.GetValue<string>()] = variable["value"]!.GetValue<string>();
        using var process = Process.Start(start)!;
        process.WaitForExit();
        var lines = File.ReadAllLines(words);
        Assert.Equal($"{what}: {reached} end", $"{what}: {string.Join(' ', lines[..^1].Order())} {lines[^1]}");
    }

    private void Program(string name, string text)
    {
        var file = Path.Combine(_folder.FullName, name);
        File.WriteAllText(file, $"#!/bin/sh\n{text}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
