using Microsoft.Win32.SafeHandles;

namespace Infra.Tests.EndToEnd.Internet.Registries;

/// <summary>A part of a file, as a stream that can seek: a blob in the middle of an archive.</summary>
internal sealed class FileSection : Stream
{
    private readonly SafeFileHandle _file;
    private readonly long _start;

    public FileSection(string path, long start, long length)
    {
        _file = File.OpenHandle(path);
        (_start, Length) = (start, length);
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        var read = RandomAccess.Read(_file, buffer[..Fitting(buffer.Length)], _start + Position);
        Position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await RandomAccess.ReadAsync(_file, buffer[..Fitting(buffer.Length)], _start + Position, cancellationToken);
        Position += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => Position,
        _ => Length,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _file.Dispose();
        base.Dispose(disposing);
    }

    private int Fitting(int wanted) => (int)Math.Clamp(Length - Position, 0, wanted);
}
