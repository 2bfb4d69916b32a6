using Hitl.Contracts.Files;
using Hitl.Contracts.Jobs;
using Hitl.Jobs.Domain;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Http.Idempotency;

namespace Hitl.Jobs.Application;

/// <summary>A job that a client orders; its form is valid.</summary>
internal sealed record JobOrder(
    Guid ProjectId, IReadOnlyList<string> FileUrls, RawJson? Predictions, WebhookTarget? Webhook, TimeSpan? Lifetime);

/// <summary>A job that is ready to be written.</summary>
internal sealed record NewJob(Job Job, IReadOnlyList<StoredFile> Files, RawJson? Predictions, WebhookTarget? Webhook);

/// <summary>Writes new jobs.</summary>
internal interface IJobWriter
{
    /// <summary>
    /// Jobs, their events and the answer to the client's Idempotency-Key become durable together. False when another run has taken
    /// the key over: then nothing is written.
    /// </summary>
    Task<bool> InsertAsync(IReadOnlyList<NewJob> jobs, IdempotentAnswer? answer, CancellationToken ct);
}
