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

/// <summary>A file on this machine.</summary>
public sealed class FileAsset : Asset
{
    /// <summary>Names the file.</summary>
    /// <param name="path">Its path.</param>
    public FileAsset(string path) => ArgumentNullException.ThrowIfNull(path);
}
