namespace Infra.Rendering;

/// <summary>A line about a change.</summary>
/// <param name="Sign">
/// <c>+</c>: it comes; <c>-</c>: it goes; <c>!</c>: it is replaced; <c>~</c>: it changes; <c>&gt;</c>: it has another name; <c>@</c>:
/// lines are left out here; a space: more about the line above.
/// </param>
/// <param name="Text">What is said, in one line.</param>
internal sealed record ChangeLine(char Sign, string Text)
{
    /// <inheritdoc />
    public override string ToString() => $"{Sign} {Text}".TrimEnd();
}
