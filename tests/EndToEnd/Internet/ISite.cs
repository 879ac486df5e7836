using Microsoft.AspNetCore.Http;

namespace Infra.Tests.EndToEnd.Internet;

/// <summary>A web site that is stood in for: what answers under some host names, over HTTPS.</summary>
internal interface ISite
{
    /// <summary>The host names that it answers under, in lower case.</summary>
    IReadOnlyCollection<string> Names { get; }

    /// <summary>Answers a request. What it doesn't know it answers with 404.</summary>
    Task AnswerAsync(HttpContext context);
}
