using System.Text.Json;
using Hitl.Contracts.Jobs;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Messaging;
using Hitl.Webhooks.Domain;

namespace Hitl.Webhooks.Application;

/// <summary>What happens to jobs is told to those who have subscribed to it.</summary>
internal sealed class TellOfJobs(IDeliveryStore deliveries, ISubscriptionStore subscriptions, IJobsClient jobs, TimeProvider time) : IEventHandler<JobEvent>
{
    public async Task HandleAsync(IReadOnlyList<JobEvent> events, CancellationToken ct)
    {
        var told = events.Select(happened => (Happened: happened, Event: NameOf(happened))).Where(pair => pair.Event is not null).ToList();
        if (told.Count == 0) return;
        // Asked before bodies are made: most accounts have no subscriptions.
        var active = await subscriptions.FindActiveAsync(
            [.. told.Select(pair => pair.Happened.AccountId).Distinct()], [.. told.Select(pair => pair.Event!).Distinct(StringComparer.Ordinal)], ct);

        var notices = new List<Notice>();
        foreach (var (happened, name) in told)
        {
            if (!active.Any(subscription => subscription.Wants(happened.AccountId, name!))) continue;
            notices.Add(new Notice(
                Notices.OrderOf(name!, happened.JobId, happened.Version), happened.AccountId, happened.JobId, name!, happened.IsTest, await BodyOfAsync(happened, name!, ct)));
        }

        if (notices.Count > 0) await deliveries.AddAsync(notices.DeliveriesTo(active, time.GetUtcNow()), ct);
    }

    private static string? NameOf(JobEvent happened) => happened switch
    {
        JobCreated => EventNames.JobCreated,
        JobStarted => EventNames.JobStarted,
        JobCompleted => EventNames.JobDone,
        JobFailed => EventNames.JobError,
        JobCanceled => EventNames.JobCanceled,
        JobExpired => EventNames.JobExpired,
        _ => null,
    };

    private async Task<ReadOnlyMemory<byte>> BodyOfAsync(JobEvent happened, string name, CancellationToken ct)
    {
        // Only a result is more than its event says.
        var job = happened is JobCompleted done ? done.Body ?? (await jobs.GetDocumentAsync(done.JobId, ct))?.Job : null;
        return JsonSerializer.SerializeToUtf8Bytes(
            new JobNotice(name, job ?? JsonSerializer.SerializeToElement(JobState.Of(happened), JsonConventions.Options), happened.OccurredAt), JsonConventions.Options);
    }

    /// <summary>The body of an event about a job; <c>job</c> as <c>GET /v1/jobs/PROJECT/JOB</c> shows it, without what is not known yet.</summary>
    private sealed record JobNotice(string Event, JsonElement Job, DateTimeOffset Timestamp);

    private sealed record JobState(
        Guid ProjectId, Guid JobId, DateTimeOffset CreateDate, DateTimeOffset? StartDate, DateTimeOffset? FinishDate, JobStatus Status, string? Error)
    {
        public static JobState Of(JobEvent happened) => new(
            happened.ProjectId, happened.JobId, happened.CreatedAt, happened.StartedAt, happened.FinishedAt, happened.Status, (happened as JobFailed)?.Message);
    }
}
