namespace Infra.Tests.Lifetimes.Engines;

/// <summary>In which order things are deleted: in layers, each all at once, nothing before what depends on it.</summary>
internal static class Deletions
{
    /// <summary>The layers.</summary>
    /// <param name="condemned">What is to be deleted.</param>
    /// <param name="soon">
    /// Whether each goes as soon as nothing depends on it any more. Otherwise each goes as late as can be, as the engine has it
    /// (pkg/resource/deploy/step_generator.go, ScheduleDeletes). What must hold may hang on dependencies alone.
    /// </param>
    public static List<List<StateEntry>> Layers(IReadOnlyCollection<StateEntry> condemned, bool soon)
    {
        var left = condemned.ToList();
        var layers = new List<List<StateEntry>>();
        while (left.Count > 0)
        {
            var here = left.Select(entry => entry.Urn).ToHashSet();
            var needed = left.SelectMany(entry => entry.Dependencies.Where(urn => urn != entry.Urn)).ToHashSet();
            var layer = left.FindAll(entry => soon
                ? !needed.Contains(entry.Urn)
                : !entry.Dependencies.Any(urn => urn != entry.Urn && here.Contains(urn)));
            if (layer.Count == 0) throw new InvalidOperationException("What is to be deleted goes in circles.");
            layers.Add(layer);
            left = [.. left.Except(layer)];
        }

        if (!soon) layers.Reverse();
        return layers;
    }
}
