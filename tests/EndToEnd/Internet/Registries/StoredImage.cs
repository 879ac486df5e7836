namespace Infra.Tests.EndToEnd.Internet.Registries;

/// <summary>An image of a folder.</summary>
/// <param name="Reference">What it is asked for by.</param>
/// <param name="Load">Sees that its parts are in the store, and gives its manifest or index.</param>
internal sealed record StoredImage(ImageReference Reference, Func<BlobStore, Descriptor> Load);
