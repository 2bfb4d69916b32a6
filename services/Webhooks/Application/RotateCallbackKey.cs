namespace Hitl.Webhooks.Application;

/// <summary>
/// Gives an account a new callback key. Until the overlap is over callbacks still carry the old one, so that the receiver can be told
/// of the new one first.
/// </summary>
internal sealed class RotateCallbackKey(ICallbackKeyStore keys, TimeProvider time)
{
    public Task RunAsync(Guid accountId, bool isTest, TimeSpan overlap, CancellationToken ct) =>
        keys.RotateAsync(accountId, isTest, time.GetUtcNow() + overlap, ct);
}
