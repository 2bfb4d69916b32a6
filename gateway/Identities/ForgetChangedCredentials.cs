using Hitl.Contracts.Projects;
using Hitl.Contracts.Workforce;
using Hitl.ServiceDefaults.Messaging;
using MassTransit;

namespace Hitl.Gateway.Identities;

/// <summary>What changed is asked anew: a revoked key, another plan, a session that was ended.</summary>
internal sealed class ForgetChangedCredentials(ApiKeys keys, Sessions sessions)
    : IEventHandler<ApiKeyChanged>, IEventHandler<AccountChanged>, IEventHandler<SessionEnded>
{
    public Task HandleAsync(IReadOnlyList<ApiKeyChanged> events, CancellationToken ct)
    {
        foreach (var change in events) keys.ForgetKey(change.LookupId);
        return Task.CompletedTask;
    }

    public Task HandleAsync(IReadOnlyList<AccountChanged> events, CancellationToken ct)
    {
        foreach (var change in events) keys.ForgetAccount(change.AccountId);
        return Task.CompletedTask;
    }

    public Task HandleAsync(IReadOnlyList<SessionEnded> events, CancellationToken ct)
    {
        foreach (var end in events) sessions.Forget(end.AnnotatorId, end.SessionId);
        return Task.CompletedTask;
    }
}

/// <summary>
/// An instance's queue goes when its connection is lost, and with it what was said meanwhile: all is forgotten at the loss, and
/// once more when the new queue stands.
/// </summary>
internal sealed class BrokerWatch(ApiKeys keys, Sessions sessions) : IReceiveEndpointObserver
{
    public Task Ready(ReceiveEndpointReady ready) => ForgetAll();

    public Task Faulted(ReceiveEndpointFaulted faulted) => ForgetAll();

    public Task Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

    public Task Completed(ReceiveEndpointCompleted completed) => Task.CompletedTask;

    private Task ForgetAll()
    {
        keys.ForgetAll();
        sessions.ForgetAll();
        return Task.CompletedTask;
    }
}
