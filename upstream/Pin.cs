namespace Infra.Upstream;

/// <summary>A file of another project, pinned as packages are.</summary>
/// <param name="Name">Where it lies below <c>.build/upstream/</c>, with '/' between folders.</param>
/// <param name="Url">Where upstream has it.</param>
/// <param name="Checksum">Upstream's checksum.</param>
/// <param name="Stripped">
/// Checksum of the part of the data that is used, as a mirror may keep it; null where there is no such form.
/// </param>
public sealed record Pin(string Name, Uri Url, Checksum Checksum, Checksum? Stripped)
{
    /// <summary>Whether a file's content is this one.</summary>
    public bool Is(ReadOnlySpan<byte> content) => Checksum.Fits(content) || (Stripped is { } stripped && stripped.Fits(content));
}
