using Microsoft.AspNetCore.Http;

namespace Infra.Tests.EndToEnd.Internet;

/// <summary>GitHub with its hosts of files, which several projects have theirs at.</summary>
/// <param name="parts">Who has which; the first that knows a path answers.</param>
internal sealed class GitHub(params IPart[] parts) : ISite
{
    /// <summary>Releases are asked for here.</summary>
    public const string Site = "github.com";

    /// <summary>Files as they are in a repository.</summary>
    public const string Raw = "raw.githubusercontent.com";

    /// <summary>Where a release's files really are.</summary>
    public const string Objects = "objects.githubusercontent.com";

    public IReadOnlyCollection<string> Names => [Site, Raw, Objects];

    public async Task AnswerAsync(HttpContext context)
    {
        foreach (var part in parts)
        {
            if (await part.TryAnswerAsync(context))
                return;
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        await context.Response.WriteAsync("Not Found");
    }
}
