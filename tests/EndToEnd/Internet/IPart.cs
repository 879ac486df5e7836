using Microsoft.AspNetCore.Http;

namespace Infra.Tests.EndToEnd.Internet;

/// <summary>Some of the paths of a site that others have paths at, too.</summary>
internal interface IPart
{
    /// <summary>Answers a request if it is one of its own; else touches nothing.</summary>
    /// <returns>Whether it was.</returns>
    Task<bool> TryAnswerAsync(HttpContext context);
}
