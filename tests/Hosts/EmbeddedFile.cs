namespace Infra.Tests.Hosts;

/// <summary>The shell files of a folder, which its assembly carries with it.</summary>
internal static class EmbeddedFile
{
    /// <summary>The text of a file.</summary>
    /// <param name="beside">A type of the assembly that carries it.</param>
    /// <param name="name">The file's name, without folders.</param>
    /// <exception cref="InvalidOperationException">The assembly carries no such file.</exception>
    public static string Read(Type beside, string name)
    {
        using var stream = beside.Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{beside.Assembly.GetName().Name} carries no file '{name}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
