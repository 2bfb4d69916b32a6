namespace Hitl.Files.Application;

/// <summary>The spooled files of one order, which end with it.</summary>
internal sealed class SpooledFiles(ISpool spool) : IAsyncDisposable
{
    private readonly List<ISpooledFile> _files = [];

    public ISpooledFile Create()
    {
        var file = spool.Create();
        lock (_files) _files.Add(file);
        return file;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var file in _files) await file.DisposeAsync();
    }
}
