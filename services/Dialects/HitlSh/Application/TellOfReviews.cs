using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Contracts.Jobs;
using Hitl.Contracts.Projects;
using Hitl.Contracts.Webhooks;
using Hitl.Dialects.Application;
using Hitl.ServiceDefaults.Messaging;

namespace Hitl.Dialects.HitlSh.Application;

/// <summary>Tells an account's subscribers what happens to its reviews and templates, as the document prints it.</summary>
internal sealed class TellOfReviews(IDialectJobsClient jobs, IEventPublisher publisher)
    : IEventHandler<JobCreated>, IEventHandler<JobRevised>, IEventHandler<JobStarted>, IEventHandler<JobCompleted>, IEventHandler<JobFailed>,
      IEventHandler<JobCanceled>, IEventHandler<JobExpired>, IEventHandler<TemplateChanged>
{
    private const string AssignedEvent = "review.assigned";

    public Task HandleAsync(IReadOnlyList<JobCreated> events, CancellationToken ct) => TellAsync(
        events,
        created => created.Assignees.Count > 0 || created.TeamId is not null
            ? [new Notice("review.created", ReviewStatus.Created), new Notice(AssignedEvent, ReviewStatus.Assigned)]
            : [new Notice("review.created", ReviewStatus.Created)],
        ct);

    public Task HandleAsync(IReadOnlyList<JobRevised> events, CancellationToken ct) => TellAsync(
        events.Where(job => job.IsReassigned && (job.Assignees.Count > 0 || job.TeamId is not null)),
        AssignedEvent,
        job => job.StartedAt is null ? ReviewStatus.Assigned : ReviewStatus.InProgress,
        ct);

    public Task HandleAsync(IReadOnlyList<JobStarted> events, CancellationToken ct) => TellAsync(events, "review.started", _ => ReviewStatus.InProgress, ct);

    public Task HandleAsync(IReadOnlyList<JobCompleted> events, CancellationToken ct) => TellAsync(events, "review.completed", _ => ReviewStatus.Completed, ct);

    public Task HandleAsync(IReadOnlyList<JobFailed> events, CancellationToken ct) => TellOfCancelsAsync(events, ct);

    public Task HandleAsync(IReadOnlyList<JobCanceled> events, CancellationToken ct) => TellOfCancelsAsync(events, ct);

    public Task HandleAsync(IReadOnlyList<JobExpired> events, CancellationToken ct) => TellOfCancelsAsync(events, ct);

    /// <summary>What all accounts share changes for nobody in particular.</summary>
    public Task HandleAsync(IReadOnlyList<TemplateChanged> events, CancellationToken ct)
    {
        const string name = "template.updated";
        foreach (var changed in events)
        {
            if (changed.Template.AccountId is not { } account) continue;
            var body = new JsonObject { ["event"] = name, ["template"] = TemplateView.Of(changed.Template), ["timestamp"] = HitlShDialect.TextOf(changed.OccurredAt) };
            publisher.Publish(new DeliveryOrdered
            {
                OrderId = HitlShDialect.OrderIdOf(name, changed.Template.TemplateId, changed.OccurredAt.UtcTicks),
                AccountId = account,
                Event = name,
                IsTest = false,
                Body = JsonSerializer.SerializeToElement(body),
                Rule = DeliveryRule.Standard,
                OccurredAt = changed.OccurredAt,
            });
        }

        return Task.CompletedTask;
    }

    private Task TellOfCancelsAsync(IEnumerable<JobEvent> events, CancellationToken ct) =>
        TellAsync(events, "review.cancelled", _ => ReviewStatus.Cancelled, ct);

    private Task TellAsync<T>(IEnumerable<T> events, string name, Func<T, string> statusOf, CancellationToken ct)
        where T : JobEvent => TellAsync(events, happened => [new Notice(name, statusOf(happened))], ct);

    private async Task TellAsync<T>(IEnumerable<T> events, Func<T, IReadOnlyList<Notice>> noticesOf, CancellationToken ct)
        where T : JobEvent
    {
        foreach (var (happened, job) in await jobs.OfAsync(events.Where(one => one.Dialect == HitlShDialect.Name), ct))
            foreach (var notice in noticesOf(happened)) publisher.Publish(DeliveryOf(notice, job, happened));
    }

    private static DeliveryOrdered DeliveryOf(Notice notice, JobRecord job, JobEvent happened)
    {
        var body = new JsonObject
        {
            ["event"] = notice.Name,
            ["review"] = ReviewView.Brief(job, notice.Status),
            ["timestamp"] = HitlShDialect.TextOf(happened.OccurredAt),
        };
        return new DeliveryOrdered
        {
            OrderId = HitlShDialect.OrderIdOf(notice.Name, job.JobId, happened.Version),
            AccountId = job.AccountId,
            JobId = job.JobId,
            Event = notice.Name,
            IsTest = job.IsTest,
            Body = JsonSerializer.SerializeToElement(body),
            Rule = DeliveryRule.Standard,
            OccurredAt = happened.OccurredAt,
        };
    }

    /// <summary>What is told: the event's name, and how the review stood then.</summary>
    private sealed record Notice(string Name, string Status);
}
