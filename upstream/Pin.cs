namespace Infra.Upstream;

/// <summary>A file of another project, pinned as packages are.</summary>
/// <param name="Name">Where it lies below <c>.build/upstream/</c>, with '/' between folders.</param>
/// <param name="Url">Where upstream has it.</param>
/// <param name="Sha256">
/// Upstream's checksum, in lower-case hexadecimals; null where it isn't known. Such a file is taken from a mirror only.
/// </param>
/// <param name="Stripped">Checksum of the same data without prose, as a mirror may keep it; null where there is no such form.</param>
public sealed record Pin(string Name, Uri Url, string? Sha256, string? Stripped)
{
    /// <summary>Whether a file with a checksum is this one.</summary>
    public bool Is(string sha256) => sha256 == Sha256 || sha256 == Stripped;
}
