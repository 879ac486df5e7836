using Pulumi;

namespace Infra.Planning;

/// <summary>A resource as the program registered it.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Args">Its arguments, whose outputs may still be unresolved.</param>
/// <param name="Options">Its options.</param>
internal sealed record RecordedResource(Resource Resource, ResourceArgs? Args, ResourceOptions Options);
