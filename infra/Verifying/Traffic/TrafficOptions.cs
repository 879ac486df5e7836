namespace Infra.Verifying.Traffic;

/// <summary>How traffic is tried.</summary>
public sealed record TrafficOptions
{
    /// <summary>
    /// The image of probe pods unless another is named: Docker's own of BusyBox, whose newest stable version this is. Its <c>nc</c> knows
    /// <c>-z</c>.
    /// </summary>
    public const string DefaultImage = "docker.io/library/busybox:1.37.0";

    /// <summary>The image of probe pods; it must have <c>sh</c> and an <c>nc</c> that knows <c>-z</c> and <c>-w</c>.</summary>
    public string Image { get; init; } = DefaultImage;

    /// <summary>The port at which ingress controllers are asked from outside. Default 443.</summary>
    public int Port { get; init; } = 443;

    /// <summary>How long a connection from outside may take. Default 10 s.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a probe pod may take, most of which is the download of its image. Default 3 minutes.</summary>
    public TimeSpan PodPatience { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Time between looks at a probe pod. Default 2 s.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(2);
}
