namespace Infra.Tests.EndToEnd.Internet.Registries;

/// <summary>Paths in archives, which tools begin in several ways.</summary>
internal static class TarPaths
{
    /// <summary>A path without <c>/</c> or <c>./</c> before it, and without <c>..</c> in it.</summary>
    public static string Normalize(string path)
    {
        var steps = new List<string>();
        foreach (var step in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == ".." && steps.Count > 0)
                steps.RemoveAt(steps.Count - 1);
            else if (step is not ("." or ".."))
                steps.Add(step);
        }

        return string.Join('/', steps);
    }

    /// <summary>Where a symbolic link leads.</summary>
    /// <param name="link">Its own path.</param>
    /// <param name="target">What it says.</param>
    public static string Follow(string link, string target) => Normalize(target.StartsWith('/') ? target : $"{link}/../{target}");
}
