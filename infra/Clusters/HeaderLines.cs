using System.Text;

namespace Infra.Clusters;

/// <summary>
/// Writes each value of a header into a line of its own. Kubernetes wants that of groups that an administrator acts with; .NET joins them
/// with commas, which gives one group of that name. The values travel joined by a character that occurs nowhere else in a request, as JSON
/// is written in ASCII, and lines are made of it on the way out.
/// </summary>
internal sealed class HeaderLines(Stream connection) : Stream
{
    private const char Joint = '\u00ff';

    /// <summary>Lets a handler send such headers.</summary>
    public static void Enable(SocketsHttpHandler handler)
    {
        handler.RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1;
        handler.PlaintextStreamFilter = (context, _) => ValueTask.FromResult<Stream>(new HeaderLines(context.PlaintextStream));
    }

    /// <summary>The values of a header as one.</summary>
    public static string Join(string name, IEnumerable<string> values) => string.Join($"{Joint}{name}: ", values);

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Flush() => connection.Flush();

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => connection.FlushAsync(cancellationToken);

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => connection.Read(buffer, offset, count);

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        connection.ReadAsync(buffer, cancellationToken);

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => connection.Write(Lines(buffer.AsMemory(offset, count)).Span);

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        connection.WriteAsync(Lines(buffer), cancellationToken);

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => connection.DisposeAsync();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) connection.Dispose();
        base.Dispose(disposing);
    }

    private static ReadOnlyMemory<byte> Lines(ReadOnlyMemory<byte> buffer) => buffer.Span.Contains((byte)Joint)
        ? Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(buffer.Span).Replace($"{Joint}", "\r\n", StringComparison.Ordinal))
        : buffer;
}
