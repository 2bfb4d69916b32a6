namespace Hitl.ServiceDefaults.Http.Idempotency;

/// <summary>
/// The idempotent run of the current request, for endpoints whose work is committed by somebody else than the unit of work,
/// such as a writer that coalesces many requests. Scoped.
/// </summary>
public sealed class IdempotencySession
{
    private IdempotencyStore? _store;

    internal IdempotentRun? Run { get; private set; }

    /// <summary>Whether the endpoint took over writing the answer.</summary>
    internal bool IsTaken { get; private set; }

    /// <summary>
    /// Seals the answer, which the caller then writes in its own transaction; null when the client sent no key.
    /// </summary>
    public IdempotentAnswer? Take(int status, ReadOnlySpan<byte> body)
    {
        if (Run is null) return null;
        IsTaken = true;
        return _store!.Seal(Run, status, body);
    }

    internal void Begin(IdempotencyStore store, IdempotentRun run) => (_store, Run) = (store, run);
}
