namespace Pulumi;

/// <summary>A file, or an archive of files, that a resource takes.</summary>
public abstract class AssetOrArchive
{
    private protected AssetOrArchive()
    {
    }
}

/// <summary>A file that a resource takes.</summary>
public abstract class Asset : AssetOrArchive
{
    private protected Asset()
    {
    }
}

/// <summary>An archive of files that a resource takes.</summary>
public abstract class Archive : AssetOrArchive
{
    private protected Archive()
    {
    }
}

/// <summary>A file on this machine.</summary>
public sealed class FileAsset : Asset
{
    /// <summary>Names the file.</summary>
    /// <param name="path">Its path.</param>
    public FileAsset(string path) => ArgumentNullException.ThrowIfNull(path);
}

/// <summary>A file with a given text.</summary>
public sealed class StringAsset : Asset
{
    /// <summary>Gives the text.</summary>
    /// <param name="text">The text.</param>
    public StringAsset(string text) => ArgumentNullException.ThrowIfNull(text);
}

/// <summary>An archive on this machine.</summary>
public sealed class FileArchive : Archive
{
    /// <summary>Names the archive.</summary>
    /// <param name="path">Its path.</param>
    public FileArchive(string path) => ArgumentNullException.ThrowIfNull(path);
}
