using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>What goes with which provider.</summary>
internal static class ProviderRules
{
    /// <summary>What settings declare about their provider.</summary>
    public static IEnumerable<Finding> KeysFitTheProvider(SettingsAsRead settings)
    {
        if (settings.Provider is not { } provider) yield break;
        foreach (var (setting, place) in settings.Places.All)
        {
            if (setting.Only is not { } only) continue;
            if (only.Provider == provider && only.Missing is { } fix && place.IsMissing)
                yield return new Finding(place, "is missing", fix);
            else if (only.Provider != provider && place.IsWritten)
            {
                var rule = $"goes with provider {only.Provider.Word} alone";
                yield return new Finding(place, rule, only.Fix) { IsAboutAllOfIt = true };
            }
        }
    }
}
