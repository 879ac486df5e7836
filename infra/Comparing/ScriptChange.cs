using System.Collections.Immutable;

namespace Infra.Comparing;

/// <summary>A script that commands run, and that is another in the second plan.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Whether it was added, changed or removed.</param>
/// <param name="Lines">The lines that differ, where it was changed.</param>
public sealed record ScriptChange(string Name, ChangeKind Kind, ImmutableArray<TextLine> Lines);
