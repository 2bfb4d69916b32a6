using System.Globalization;
using System.Security.Cryptography;
using Hitl.Files.Application;
using Hitl.Files.Domain;
using Microsoft.Extensions.Options;

namespace Hitl.Files.Infrastructure.Disk;

/// <summary>Unfinished downloads, on the file system of the store, so that finishing one is a rename.</summary>
internal sealed class DiskSpool : ISpool
{
    private readonly string _folder;
    private readonly TimeProvider _time;

    public DiskSpool(IOptions<FilesOptions> options, TimeProvider time)
    {
        _time = time;
        _folder = Directory.CreateDirectory(Path.Combine(options.Value.Root, "spool")).FullName;
    }

    public ISpooledFile Create()
    {
        var now = _time.GetUtcNow();
        return new SpooledFile(Path.Combine(_folder, $"{now.ToUnixTimeSeconds()}-{Guid.CreateVersion7(now):N}"));
    }

    public int Sweep(DateTimeOffset before)
    {
        var removed = 0;
        foreach (var file in Directory.EnumerateFiles(_folder))
        {
            // By the time in its name: the file system's clock may be another machine's.
            var began = Path.GetFileName(file).Split('-')[0];
            if (long.TryParse(began, CultureInfo.InvariantCulture, out var seconds) && seconds >= before.ToUnixTimeSeconds()) continue;
            File.Delete(file);
            removed++;
        }

        return removed;
    }

    private sealed class SpooledFile(string path) : ISpooledFile
    {
        private readonly HashingStream _writer = new(new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read | FileShare.Delete,
            Options = FileOptions.Asynchronous,
            BufferSize = 0, // The downloader's buffer is large enough.
        }));

        public string Path => path;

        public Stream Writer => _writer;

        // Before any row names it: a power cut must not leave a file of zeros behind a committed job.
        public Task<ContentHash> SealAsync(CancellationToken ct) => Task.Run(_writer.Seal, ct);

        public async Task<byte[]> ReadAsync(long offset, int count, CancellationToken ct)
        {
            var buffer = new byte[Math.Clamp(_writer.File.Length - offset, 0, count)];
            var read = 0;
            while (read < buffer.Length)
            {
                var some = await RandomAccess.ReadAsync(_writer.File.SafeFileHandle, buffer.AsMemory(read), offset + read, ct);
                if (some == 0) throw new EndOfStreamException();
                read += some;
            }

            return buffer;
        }

        public async ValueTask DisposeAsync()
        {
            await _writer.DisposeAsync();
            File.Delete(path); // Nothing happens when the store has taken it.
        }
    }

    /// <summary>Hashes what goes through it, so that no file is read a second time for that.</summary>
    private sealed class HashingStream(FileStream file) : Stream
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public FileStream File => file;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => file.Length;

        public override long Position
        {
            get => file.Position;
            set => throw new NotSupportedException();
        }

        public ContentHash Seal()
        {
            file.Flush(flushToDisk: true);
            return new ContentHash(_hash.GetHashAndReset());
        }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _hash.AppendData(buffer.Span);
            await file.WriteAsync(buffer, cancellationToken);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Write(byte[] buffer, int offset, int count)
        {
            _hash.AppendData(buffer, offset, count);
            file.Write(buffer, offset, count);
        }

        public override void Flush() => file.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override async ValueTask DisposeAsync()
        {
            _hash.Dispose();
            await file.DisposeAsync();
            await base.DisposeAsync();
        }
    }
}
