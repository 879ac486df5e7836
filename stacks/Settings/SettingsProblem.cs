namespace Infra.Stacks.Settings;

/// <summary>One thing that is wrong in a stack's settings, as the person who has to fix it reads it.</summary>
/// <param name="Path">Where it stands: <c>tenants[2].name</c>.</param>
/// <param name="Value">What stands there; null when nothing does, when it is no plain value, or when it must not be shown.</param>
/// <param name="Rule">What is expected: <c>must be a DNS label</c>.</param>
/// <param name="Fix">What to do about it: <c>try 'acme'</c>.</param>
public sealed record SettingsProblem(string Path, string? Value, string Rule, string Fix)
{
    private const int LongestShown = 80;

    /// <summary>The name of the rule about several values that is broken; null: the value is wrong by itself.</summary>
    public string? BrokenRule { get; init; }

    /// <summary>The file and the line: <c>Pulumi.dev.yaml:12</c>; null: they aren't known.</summary>
    public string? Where { get; init; }

    /// <summary>
    /// The problem in one line: <c>tenants[2].name 'Acme!' must be a DNS label; try 'acme'</c>, with the line of the file before it, where
    /// that is known.
    /// </summary>
    public override string ToString() =>
        $"{(Where is null ? "" : $"{Where}: ")}{OneLine(Path)}{(Value is null ? "" : $" '{OneLine(Value)}'")} {Rule}; {Fix}";

    /// <summary>The text without control characters, cut where it would fill the screen.</summary>
    /// <param name="text">The text.</param>
    public static string OneLine(string text)
    {
        var line = string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));
        return line.Length <= LongestShown ? line : line[..(LongestShown - 1)] + "…";
    }
}
