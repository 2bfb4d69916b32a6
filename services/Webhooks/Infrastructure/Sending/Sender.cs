using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Hitl.Webhooks.Application;
using Hitl.Webhooks.Domain;
using Microsoft.Extensions.Options;

namespace Hitl.Webhooks.Infrastructure.Sending;

/// <summary>Claims what is due as room allows, and sends it. Any number of replicas do the same.</summary>
internal sealed partial class Sender(
    IDeliveryQueue queue, SendDelivery send, SendSlots slots, SenderBell bell, IOptions<WebhooksOptions> options, TimeProvider time, ILogger<Sender> logger)
    : BackgroundService
{
    /// <summary>A claim is only used while so much of its lease is left beyond the request's own time.</summary>
    private static readonly TimeSpan LeaseMargin = TimeSpan.FromSeconds(1);

    private static readonly ActivitySource Source = new("hitl.webhooks");
    private static readonly Meter Meter = new("hitl.webhooks");
    private static readonly Counter<long> Attempts = Meter.CreateCounter<long>("hitl.webhooks.attempts", "{attempt}");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("hitl.webhooks.attempt.duration", "s");

    private readonly ConcurrentDictionary<Task, Guid> _running = new();
    private readonly TimeSpan _requestTime = options.Value.Deadline + options.Value.BodyTime + LeaseMargin;

    /// <summary>The last claim left deliveries behind, or may have: room that becomes free is worth a ring.</summary>
    private volatile bool _isMoreDue;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var abandon = new CancellationTokenSource();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await RunOnceAsync(abandon.Token, stoppingToken) == 0) await bell.WaitAsync(options.Value.PollEvery, stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
#pragma warning disable CA1031 // Whatever breaks, the sender goes on: everything is still in the table.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                ClaimFailed(failure);
                await Task.Delay(options.Value.PollEvery, CancellationToken.None);
            }
        }

        abandon.CancelAfter(options.Value.DrainTime);
        await Task.WhenAll(_running.Keys);
    }

    /// <summary>Claims once for each kind of endpoints, and begins to send; returns how many.</summary>
    private async Task<int> RunOnceAsync(CancellationToken abandon, CancellationToken stopping)
    {
        // Raised before the claim: a slot that becomes free while it runs must not go unheard.
        _isMoreDue = true;
        var (begun, isFull) = (0, false);
        foreach (var pace in Enum.GetValues<Pace>())
        {
            var claim = await ClaimAsync(pace, abandon, stopping);
            begun += claim.Count;
            isFull |= claim.IsFull;
        }

        _isMoreDue = isFull;
        return begun;
    }

    private async Task<(int Count, bool IsFull)> ClaimAsync(Pace pace, CancellationToken abandon, CancellationToken stopping)
    {
        if (slots.RoomFor(pace) is not { } room) return (0, true);
        var claimed = await queue.ClaimAsync(room, stopping);
        foreach (var delivery in claimed)
        {
            slots.Hold(delivery.Host, pace);
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _running[done.Task] = delivery.Id;
            _ = SendAsync(delivery, pace, done, abandon, stopping);
        }

        return (claimed.Count, claimed.Count >= room.Free || slots.IsAnyHostFull(pace));
    }

    private async Task SendAsync(ClaimedDelivery delivery, Pace pace, TaskCompletionSource done, CancellationToken abandon, CancellationToken stopping)
    {
        var isBegun = false;
        try
        {
            using var slot = await slots.EnterAsync(delivery.Host, pace, stopping);
            isBegun = delivery.LeaseUntil - time.GetUtcNow() >= _requestTime;
            if (isBegun) await PostAsync(delivery, slot, abandon);
            else await queue.GiveBackAsync(delivery, CancellationToken.None);
        }
        catch (OperationCanceledException) when (!isBegun && stopping.IsCancellationRequested)
        {
            await GiveBackAsync(delivery);
        }
        catch (OperationCanceledException) when (abandon.IsCancellationRequested)
        {
            Abandoned(delivery.Id);
        }
#pragma warning disable CA1031 // One delivery's failure must not end the sender; its lease runs out and it is sent again.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            SendFailed(failure, delivery.Id);
        }
        finally
        {
            if (slots.Release(delivery.Host, pace) && _isMoreDue) bell.Ring();
            _running.TryRemove(done.Task, out _);
            done.SetResult();
        }
    }

    private async Task PostAsync(ClaimedDelivery delivery, IDisposable slot, CancellationToken abandon)
    {
        _ = ActivityContext.TryParse(delivery.TraceParent, null, isRemote: true, out var cause);
        using var activity = Source.StartActivity("webhook " + delivery.Event, ActivityKind.Client, cause);
        activity?.SetTag("hitl.delivery.id", delivery.Id).SetTag("server.address", delivery.Host);

        var (attempt, counts) = await send.RunAsync(delivery, slot, abandon);
        activity?.SetTag("http.response.status_code", attempt.Outcome.Status);
        if (!attempt.Outcome.IsAccepted) activity?.SetStatus(ActivityStatusCode.Error, attempt.Outcome.Error);
        Attempts.Add(1, new KeyValuePair<string, object?>("outcome", attempt.Outcome.IsAccepted ? "accepted" : "failed"));
        Duration.Record(attempt.Outcome.Duration.TotalSeconds);
        if (!counts) LeaseLost(delivery.Id);
        else if (attempt.Verdict.State == DeliveryState.Exhausted) Exhausted(delivery.Id, delivery.Tries + 1);
    }

    private async Task GiveBackAsync(ClaimedDelivery delivery)
    {
        try
        {
            await queue.GiveBackAsync(delivery, CancellationToken.None);
        }
#pragma warning disable CA1031 // We are stopping; a lease that cannot be given back runs out by itself.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            SendFailed(failure, delivery.Id);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Due deliveries could not be claimed; trying again")]
    private partial void ClaimFailed(Exception failure);

    [LoggerMessage(LogLevel.Error, "Delivery {DeliveryId} could not be sent; it is sent again when its lease ends")]
    private partial void SendFailed(Exception failure, Guid deliveryId);

    [LoggerMessage(LogLevel.Warning, "Delivery {DeliveryId} was abandoned to stop in time; it is sent again when its lease ends")]
    private partial void Abandoned(Guid deliveryId);

    [LoggerMessage(LogLevel.Warning, "Delivery {DeliveryId} was sent, but its lease had ended: the attempt counts for nothing")]
    private partial void LeaseLost(Guid deliveryId);

    [LoggerMessage(LogLevel.Warning, "Delivery {DeliveryId} was given up after {Tries} tries")]
    private partial void Exhausted(Guid deliveryId, int tries);
}
