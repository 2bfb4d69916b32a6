using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Hitl.LocalEngine.Hosting;

/// <summary>The state of every resource, for all who show it: console, state file, dashboard.</summary>
internal sealed class StatusBoard
{
    private readonly Lock _lock = new();
    private readonly List<ResourceStatus> _resources = [];
    private readonly List<Channel<ResourceStatus>> _watchers = [];

    public IReadOnlyList<ResourceStatus> All
    {
        get { lock (_lock) return [.. _resources]; }
    }

    public StatusEntry Add(ResourceStatus status)
    {
        lock (_lock)
        {
            _resources.Add(status);
            Tell(status);
        }
        return new StatusEntry(this, status.Id);
    }

    /// <summary>Every resource as it is now, then each change.</summary>
    public async IAsyncEnumerable<ResourceStatus> WatchAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var channel = Channel.CreateUnbounded<ResourceStatus>();
        lock (_lock)
        {
            foreach (var status in _resources) channel.Writer.TryWrite(status);
            _watchers.Add(channel);
        }
        try
        {
            await foreach (var status in channel.Reader.ReadAllAsync(ct)) yield return status;
        }
        finally
        {
            lock (_lock) _watchers.Remove(channel);
        }
    }

    internal ResourceStatus Get(string id)
    {
        lock (_lock) return _resources.Find(status => status.Id == id)!;
    }

    internal void Change(string id, Func<ResourceStatus, ResourceStatus> change)
    {
        lock (_lock)
        {
            var index = _resources.FindIndex(status => status.Id == id);
            var changed = change(_resources[index]);
            if (changed == _resources[index]) return;
            _resources[index] = changed;
            Tell(changed);
        }
    }

    private void Tell(ResourceStatus status)
    {
        foreach (var watcher in _watchers) watcher.Writer.TryWrite(status);
    }
}

/// <summary>One resource's place on the board.</summary>
internal sealed class StatusEntry(StatusBoard board, string id)
{
    public ResourceStatus Current => board.Get(id);

    public void Change(Func<ResourceStatus, ResourceStatus> change) => board.Change(id, change);
}
