using System.Net;

namespace Infra.Tests.EndToEnd.Internet.Registries;

/// <summary>That somebody asked for an image by name.</summary>
/// <param name="Reference">Which: <c>quay.io/metallb/controller:v0.16.1</c>, or with <c>@sha256:…</c> in place of the tag.</param>
/// <param name="Found">Whether it was there.</param>
/// <param name="From">Who asked.</param>
internal sealed record Pull(string Reference, bool Found, IPAddress? From);
