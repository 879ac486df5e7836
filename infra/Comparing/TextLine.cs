namespace Infra.Comparing;

/// <summary>A line of a text, beside another text.</summary>
/// <param name="Sign">
/// <c>-</c>: it is only in the first; <c>+</c>: only in the second; a space: in both; <c>@</c>: lines are left out here.
/// </param>
/// <param name="Text">The line; for what is left out, its number in the second text.</param>
public sealed record TextLine(char Sign, string Text);
