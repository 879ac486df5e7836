using System.Text;
using YamlDotNet.Core;

namespace Infra.Configuration;

/// <summary>Reads text files as UTF-8, in which Pulumi reads them, too.</summary>
internal static class Utf8File
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The file's text, without the mark that Windows' editors put before it.</summary>
    /// <exception cref="ConfigurationException">The file can't be read, or isn't UTF-8.</exception>
    public static string Read(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            return IsUtf16(bytes)
                ? throw NoUtf8(path, new Mark(0, 1, 1), "UTF-16")
                : Strict.GetString(bytes).TrimStart('\ufeff');
        }
        catch (DecoderFallbackException exception)
        {
            var bytes = File.ReadAllBytes(path);
            var before = Strict.GetString(bytes, 0, Math.Max(0, exception.Index));
            throw NoUtf8(path, TextPlace.Of(before, before.Length), $"the byte 0x{bytes[Math.Max(0, exception.Index)]:X2}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{YamlSource.Shown(path)} can't be read: {exception.Message}");
        }
    }

    // Text has no zero bytes, and each second one of UTF-16 is zero in what a stack file mostly holds.
    private static bool IsUtf16(byte[] bytes) =>
        bytes is [0xff, 0xfe, ..] or [0xfe, 0xff, ..] or [0, not 0, ..] or [not 0, 0, ..];

    private static ConfigurationException NoUtf8(string path, Mark mark, string found) =>
        YamlSource.Wrong(path, mark, $"expected UTF-8, found {found}; save the file as UTF-8, and look at the letters that aren't ASCII");
}
