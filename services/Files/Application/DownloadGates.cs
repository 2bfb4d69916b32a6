using Microsoft.Extensions.Options;

namespace Hitl.Files.Application;

/// <summary>Lets in as many downloads at once as an account and this process may have; the others wait in line.</summary>
internal sealed class DownloadGates(IOptions<FilesOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _node = new(options.Value.DownloadsPerNode);
    private readonly Dictionary<Guid, Gate> _accounts = [];

    public async Task<IDisposable> EnterAsync(Guid accountId, CancellationToken ct)
    {
        var gate = Join(accountId);
        try
        {
            // The account's own gate first: its queue must not stand inside the gate of all.
            await gate.Turns.WaitAsync(ct);
            try
            {
                await _node.WaitAsync(ct);
            }
            catch
            {
                gate.Turns.Release();
                throw;
            }
        }
        catch
        {
            Leave(accountId, gate);
            throw;
        }

        return new Turn(() =>
        {
            _node.Release();
            gate.Turns.Release();
            Leave(accountId, gate);
        });
    }

    public void Dispose() => _node.Dispose();

    private Gate Join(Guid accountId)
    {
        lock (_accounts)
        {
            if (!_accounts.TryGetValue(accountId, out var gate))
                _accounts[accountId] = gate = new Gate(new SemaphoreSlim(options.Value.DownloadsPerAccount));
            gate.Visitors++;
            return gate;
        }
    }

    private void Leave(Guid accountId, Gate gate)
    {
        lock (_accounts)
        {
            if (--gate.Visitors > 0) return;
            _accounts.Remove(accountId);
            gate.Turns.Dispose();
        }
    }

    private sealed record Gate(SemaphoreSlim Turns)
    {
        public int Visitors { get; set; }
    }

    private sealed class Turn(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
