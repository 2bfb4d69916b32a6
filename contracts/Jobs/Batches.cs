using System.Text.Json;

namespace Hitl.Contracts.Jobs;

/// <summary>The life of a batch.</summary>
public enum BatchStatus
{
    /// <summary>Jobs are added; nobody works on them yet.</summary>
    Staging,

    /// <summary>People work on its jobs; none is added any more.</summary>
    InProgress,

    /// <summary>All of its jobs have ended.</summary>
    Completed,
}

/// <summary>A dialect opens a batch: jobs of a project that are held back until it is finalized.</summary>
public sealed record OpenBatch
{
    /// <summary>Whose.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>Which dialect's.</summary>
    public required string Dialect { get; init; }

    /// <summary>Whether test keys' jobs come into it; others do not.</summary>
    public required bool IsTest { get; init; }

    /// <summary>The client's name for it, once per account, dialect and mode; 1 to 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Of whose jobs.</summary>
    public required Guid ProjectId { get; init; }

    /// <summary>What the dialect wants to have back with the batch. Nobody else looks into it.</summary>
    public required JsonElement Data { get; init; }
}

/// <summary>A batch with all that a dialect may show of it.</summary>
public sealed record BatchRecord
{
    /// <summary>The batch.</summary>
    public required Guid BatchId { get; init; }

    /// <summary>The client's name for it.</summary>
    public required string Name { get; init; }

    /// <summary>Of whose jobs.</summary>
    public required Guid ProjectId { get; init; }

    /// <summary>As it is now.</summary>
    public required BatchStatus Status { get; init; }

    /// <summary>When it was opened.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its last job ended; null before.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>What the dialect gave to be kept.</summary>
    public required JsonElement Data { get; init; }

    /// <summary>How many of its jobs are in each status, without those that none is in; null where it was not asked for.</summary>
    public IReadOnlyDictionary<JobStatus, long>? Counts { get; init; }
}

/// <summary>Which of a dialect's batches a list shows; what is null does not matter. Newest first.</summary>
public sealed record FindBatches
{
    /// <summary>Whose.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>Which dialect's.</summary>
    public required string Dialect { get; init; }

    /// <summary>Those of live, or of test keys.</summary>
    public required bool IsTest { get; init; }

    /// <summary>Only the one with this name.</summary>
    public string? Name { get; init; }

    /// <summary>Only this project's.</summary>
    public Guid? ProjectId { get; init; }

    /// <summary>Only those in this status.</summary>
    public BatchStatus? Status { get; init; }

    /// <summary>Inclusive.</summary>
    public DateTimeOffset? CreatedAfter { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>Whether the jobs of each are to be counted.</summary>
    public bool WithCounts { get; init; }

    /// <summary>Passes over so many.</summary>
    public int Offset { get; init; }

    /// <summary>1 to 100.</summary>
    public int Limit { get; init; } = 100;
}

/// <summary>A page of batches.</summary>
/// <param name="Batches">Newest first.</param>
/// <param name="Total">Of all pages.</param>
public sealed record FoundBatches(IReadOnlyList<BatchRecord> Batches, long Total);

/// <summary>All jobs of a finalized batch have ended.</summary>
public sealed record BatchCompleted
{
    /// <summary>The batch.</summary>
    public required Guid BatchId { get; init; }

    /// <summary>Its account.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>Which dialect's it is.</summary>
    public required string Dialect { get; init; }

    /// <summary>The client's name for it.</summary>
    public required string Name { get; init; }

    /// <summary>Whether its jobs came with test keys.</summary>
    public required bool IsTest { get; init; }

    /// <summary>When that was.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}

/// <summary>What a dialect asks of Jobs about its batches.</summary>
public interface IBatchesClient
{
    /// <summary>Opens a batch; null when its name is taken. <c>POST /internal/batches</c>.</summary>
    Task<BatchRecord?> OpenAsync(OpenBatch order, CancellationToken ct);

    /// <summary>Batches, newest first. <c>POST /internal/batches/find</c>.</summary>
    Task<FoundBatches> FindAsync(FindBatches question, CancellationToken ct);

    /// <summary>
    /// Lets people work on the jobs of a batch; one that was finalized before stays so. Null when the account has no such batch.
    /// <c>POST /internal/accounts/ACCOUNT/batches/BATCH/finalize</c>.
    /// </summary>
    Task<BatchRecord?> FinalizeAsync(Guid accountId, Guid batchId, CancellationToken ct);

    /// <summary>Keeps other data with a batch; null when the account has no such batch. <c>POST /internal/accounts/ACCOUNT/batches/BATCH/data</c>.</summary>
    Task<BatchRecord?> KeepDataAsync(Guid accountId, Guid batchId, JsonElement data, CancellationToken ct);
}

/// <summary>Over HTTP; throws <see cref="HttpRequestException"/> when Jobs does not answer.</summary>
public sealed class HttpBatchesClient(HttpClient http) : IBatchesClient
{
    /// <inheritdoc />
    public Task<BatchRecord?> OpenAsync(OpenBatch order, CancellationToken ct) => http.PostOrNullAsync<BatchRecord>("/internal/batches", order, ct);

    /// <inheritdoc />
    public async Task<FoundBatches> FindAsync(FindBatches question, CancellationToken ct) =>
        await http.PostOrNullAsync<FoundBatches>("/internal/batches/find", question, ct).ConfigureAwait(false)
        ?? throw new HttpRequestException("Jobs answered without a body.");

    /// <inheritdoc />
    public Task<BatchRecord?> FinalizeAsync(Guid accountId, Guid batchId, CancellationToken ct) =>
        http.PostOrNullAsync<BatchRecord>($"/internal/accounts/{accountId}/batches/{batchId}/finalize", new { }, ct);

    /// <inheritdoc />
    public Task<BatchRecord?> KeepDataAsync(Guid accountId, Guid batchId, JsonElement data, CancellationToken ct) =>
        http.PostOrNullAsync<BatchRecord>($"/internal/accounts/{accountId}/batches/{batchId}/data", data, ct);
}
