namespace Hitl.ServiceDefaults.Outbound;

// One clock for name, connection, TLS, head and body: HttpClient.Timeout would stop counting after the head.
internal sealed class OutboundDeadline : IDisposable
{
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _linked;

    public OutboundDeadline(TimeSpan limit, TimeProvider clock, CancellationToken ct)
    {
        _timer = new CancellationTokenSource(limit > TimeSpan.Zero ? limit : TimeSpan.Zero, clock);
        _linked = CancellationTokenSource.CreateLinkedTokenSource(ct, _timer.Token);
    }

    public CancellationToken Token => _linked.Token;

    public void Restart(TimeSpan limit) => _timer.CancelAfter(limit);

    public void Dispose()
    {
        _linked.Dispose();
        _timer.Dispose();
    }
}
