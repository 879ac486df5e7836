using CsCheck;
using Xunit;

namespace Infra.Tests.Settings.Files;

/// <summary>Whatever a slip of the finger, a merge or an editor makes of a right file is told in words, or is right.</summary>
public sealed class TextMutationTests : IDisposable
{
    private static readonly string[] Specials =
    [
        "[", "]", "{", "}", ":", ": ", "- ", "#", " #", "&a ", "*a", "!", "!!int ", "%", "@", "`", "|", ">", "?", "? ", ",", "'", "\"",
        "\\", "\t", "\r", "\n", "\0", "\u0007", "\u00a0", "\u200b", "\ufeff", "\u2028", "\ud83d\ude00", "\u201c", "<<: *a", "---\n",
        "...\n",
        "<<<<<<< a\n", "=======\n", "\"\\ud800\"", "0x1", "0o9", "1e999", ".nan", "null", "~", "{secure: a}",
    ];

    private readonly StackFiles _files = new();

    public void Dispose() => _files.Dispose();

    private static readonly Gen<string> File = RandomSettings.OneOf(StackFiles.Right, StackFiles.OfMachines);

    private static readonly Gen<(int Kind, int First, int Second, string Special)> Change =
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, int.MaxValue], Gen.Int[0, int.MaxValue], RandomSettings.OneOf(Specials));

    [Fact]
    public void Any_change_of_a_files_text_gives_settings_or_a_complaint_for_people() => Gen.Select(File, Change.Array[1, 4]).Sample(
        (text, changes) =>
        {
            var complaint = _files.Complaint(changes.Aggregate(text, Changed));

            Assert.DoesNotContain("   at ", complaint, StringComparison.Ordinal);
            Assert.DoesNotContain("Exception", complaint, StringComparison.Ordinal);
            Assert.InRange(complaint.Split('\n').Length, 1, 22);
        },
        iter: 300,
        threads: 1,
        print: made => made.Item2.Aggregate(made.Item1, Changed));

    private static string Changed(string text, (int Kind, int First, int Second, string Special) change)
    {
        var lines = text.Split('\n');
        var (at, line) = (change.First % (text.Length + 1), change.First % lines.Length);
        var length = change.Second % Math.Min(20, text.Length - at + 1);
        switch (change.Kind)
        {
            case 0:
                return text.Remove(at, length);
            case 1:
                return text.Insert(at, text.Substring(at, length));
            case 2:
                return text.Insert(at, change.Special);
            case 3:
                return text[..at];
            case 4:
                var other = change.Second % lines.Length;
                (lines[line], lines[other]) = (lines[other], lines[line]);
                return string.Join('\n', lines);
            default:
                return string.Join('\n', [.. lines[..line], lines[line], .. lines[line..]]);
        }
    }
}
