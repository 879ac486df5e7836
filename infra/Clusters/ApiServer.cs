using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;
using k8s.Exceptions;
using YamlDotNet.Core;

namespace Infra.Clusters;

/// <summary>
/// A cluster's API in JSON, for objects of any kind. The official client reads the kubeconfig and knows how to log in; it throws away what
/// is needed here of answers that refuse something.
/// </summary>
internal sealed class ApiServer : IDisposable
{
    // Servers under load say when to come back; after this long they are taken to be down.
    private const int Attempts = 8;

    // An API server ends a request by itself after 60 s (kube-apiserver's --request-timeout), and says so.
    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly Kubernetes _client;

    private ApiServer(Kubernetes client, string context) => (_client, Context) = (client, context);

    /// <summary>The kubeconfig's context.</summary>
    public string Context { get; }

    /// <summary>The server's address.</summary>
    public string Address => _client.BaseUri.ToString();

    /// <summary>Reads a kubeconfig's file. Nothing is asked yet.</summary>
    /// <param name="kubeconfig">The file.</param>
    /// <param name="context">A context of it; null: its current one.</param>
    /// <exception cref="ClusterException">The file can't be used.</exception>
    public static ApiServer Open(string kubeconfig, string? context) => Read(
        () => KubernetesClientConfiguration.BuildConfigFromConfigFile(new FileInfo(kubeconfig), context), $"--kubeconfig {kubeconfig}");

    /// <summary>Reads a kubeconfig's text. Nothing is asked yet.</summary>
    /// <param name="kubeconfig">The text.</param>
    /// <param name="source">Where it comes from, for messages.</param>
    /// <exception cref="ClusterException">The text can't be used.</exception>
    public static ApiServer Parse(string kubeconfig, string source) => Read(
        () => KubernetesClientConfiguration.BuildConfigFromConfigFile(new MemoryStream(Encoding.UTF8.GetBytes(kubeconfig))), source);

    /// <summary>Sends a request. An answer that refuses it is an answer, too.</summary>
    /// <exception cref="ClusterException">There is no answer.</exception>
    public async Task<ApiAnswer> SendAsync(ApiRequest request, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (answer, pause) = await SendOnceAsync(request, cancellation).ConfigureAwait(false);
            // Both mean that nothing was done.
            if (answer.Status is not (429 or 503) || attempt == Attempts) return answer;
            var wait = pause ?? TimeSpan.FromMilliseconds(250 * attempt);
            await Task.Delay(wait < LongestPause ? wait : LongestPause, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Sends a request that must succeed.</summary>
    /// <exception cref="ClusterException">It didn't.</exception>
    public async Task<JsonObject> NeedAsync(ApiRequest request, CancellationToken cancellation)
    {
        var answer = await SendAsync(request, cancellation).ConfigureAwait(false);
        return answer is { Succeeded: true, Body: { } body }
            ? body
            : throw new ClusterException($"{request.Method} {request.Path} at {Address} failed: {answer.Message}");
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    // A kubeconfig holds keys: what a parser says of its text may repeat some of it, and isn't shown.
    private static ApiServer Read(Func<KubernetesClientConfiguration> read, string source)
    {
        try
        {
            var configuration = read();
            configuration.FirstMessageHandlerSetup = handler => HeaderLines.Enable((SocketsHttpHandler)handler);
            return new ApiServer(new Kubernetes(configuration), configuration.CurrentContext);
        }
        catch (Exception mistake) when (mistake is KubeConfigException or IOException or UnauthorizedAccessException)
        {
            throw new ClusterException($"{source} can't be used: {mistake.Message.TrimEnd('.')}.", mistake);
        }
        catch (Exception mistake) when (mistake is YamlException or FormatException or CryptographicException or ArgumentException
            or NullReferenceException or InvalidCastException)
        {
            throw new ClusterException(
                $"{source} can't be used: it isn't a kubeconfig, or its certificates and keys can't be read.", mistake);
        }
    }

    private async Task<(ApiAnswer Answer, TimeSpan? Pause)> SendOnceAsync(ApiRequest request, CancellationToken cancellation)
    {
        using var message = new HttpRequestMessage(request.Method, new Uri(_client.BaseUri, request.Path));
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        foreach (var header in request.Headers.GroupBy(header => header.Key, header => header.Value))
            message.Headers.TryAddWithoutValidation(header.Key, HeaderLines.Join(header.Key, header));
        if (request.Body is { } body)
            message.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue(request.ContentType));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(LongestRequest);
        try
        {
            if (_client.Credentials is { } credentials)
                await credentials.ProcessHttpRequestAsync(message, limit.Token).ConfigureAwait(false);
            using var response = await _client.HttpClient.SendAsync(message, limit.Token).ConfigureAwait(false);
            var text = await response.Content.ReadAsStringAsync(limit.Token).ConfigureAwait(false);
            var warnings = response.Headers.Warning.Select(warning =>
                warning.Text.Trim('"').Replace("\\\"", "\"", StringComparison.Ordinal));
            return (new ApiAnswer((int)response.StatusCode, Json(text), [.. warnings]), response.Headers.RetryAfter?.Delta);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new ClusterException(string.Create(
                CultureInfo.InvariantCulture,
                    $"{Address} didn't answer {request.Method} {request.Path} within {LongestRequest.TotalSeconds} s."));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or KubeConfigException)
        {
            throw new ClusterException($"{Address} can't be reached: {(failure.InnerException ?? failure).Message.TrimEnd('.')}.", failure);
        }
    }

    private static JsonObject? Json(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
