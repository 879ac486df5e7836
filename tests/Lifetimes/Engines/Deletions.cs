namespace Infra.Tests.Lifetimes.Engines;

/// <summary>
/// In which order the engine deletes (pkg/resource/deploy/step_generator.go, ScheduleDeletes): whatever depends on nothing that is left to
/// go makes a layer, and the layers go in the opposite order, each all at once.
/// </summary>
internal static class Deletions
{
    /// <summary>The layers.</summary>
    public static List<List<StateEntry>> Layers(IReadOnlyCollection<StateEntry> condemned)
    {
        var left = condemned.ToList();
        var layers = new List<List<StateEntry>>();
        while (left.Count > 0)
        {
            var urns = left.Select(entry => entry.Urn).ToHashSet();
            var layer = left.FindAll(entry => !entry.Dependencies.Any(urn => urn != entry.Urn && urns.Contains(urn)));
            if (layer.Count == 0) throw new InvalidOperationException("What is to be deleted goes in circles.");
            layers.Add(layer);
            left = [.. left.Except(layer)];
        }

        layers.Reverse();
        return layers;
    }
}
