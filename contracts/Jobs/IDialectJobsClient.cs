namespace Hitl.Contracts.Jobs;

/// <summary>What a dialect asks of Jobs, for a client of its own. Everything is of one account; another's job is not found.</summary>
public interface IDialectJobsClient
{
    /// <summary>Creates a job, or says why not. <c>POST /internal/jobs</c>.</summary>
    Task<OrderOutcome> CreateAsync(OrderJob order, CancellationToken ct);

    /// <summary>A job; null when the account has no such job. <c>GET /internal/accounts/ACCOUNT/jobs/JOB</c>.</summary>
    Task<JobRecord?> GetAsync(Guid accountId, Guid jobId, CancellationToken ct);

    /// <summary>Jobs, newest first. <c>POST /internal/jobs/find</c>.</summary>
    Task<FoundJobs> FindAsync(FindJobs question, CancellationToken ct);

    /// <summary>Cancels a job that has not ended; null when the account has no such job. <c>POST /internal/accounts/ACCOUNT/jobs/JOB/cancel</c>.</summary>
    Task<OrderOutcome?> CancelAsync(Guid accountId, Guid jobId, CancellationToken ct);

    /// <summary>
    /// Changes what a client may change of a job that has not ended; null when the account has no such job.
    /// <c>POST /internal/accounts/ACCOUNT/jobs/JOB/change</c>.
    /// </summary>
    Task<OrderOutcome?> ChangeAsync(Guid accountId, Guid jobId, ChangeJob change, CancellationToken ct);
}

/// <summary>What of a job changes; null leaves a thing as it is.</summary>
public sealed record ChangeJob
{
    /// <summary>How soon it is offered.</summary>
    public JobPriority? Priority { get; init; }

    /// <summary>When the client wants it.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Who may do it.</summary>
    public IReadOnlyList<string>? Assignees { get; init; }

    /// <summary>The client's own object.</summary>
    public System.Text.Json.JsonElement? Metadata { get; init; }

    /// <summary>The client's words to find it by.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The client's own id.</summary>
    public string? UniqueId { get; init; }
}

/// <summary>Over HTTP; throws <see cref="HttpRequestException"/> when Jobs does not answer.</summary>
public sealed class HttpDialectJobsClient(HttpClient http) : IDialectJobsClient
{
    /// <inheritdoc />
    public async Task<OrderOutcome> CreateAsync(OrderJob order, CancellationToken ct) =>
        await http.PostOrNullAsync<OrderOutcome>("/internal/jobs", order, ct).ConfigureAwait(false) ?? throw NoBody();

    /// <inheritdoc />
    public Task<JobRecord?> GetAsync(Guid accountId, Guid jobId, CancellationToken ct) =>
        http.GetOrNullAsync<JobRecord>($"/internal/accounts/{accountId}/jobs/{jobId}", ct);

    /// <inheritdoc />
    public async Task<FoundJobs> FindAsync(FindJobs question, CancellationToken ct) =>
        await http.PostOrNullAsync<FoundJobs>("/internal/jobs/find", question, ct).ConfigureAwait(false) ?? throw NoBody();

    /// <inheritdoc />
    public Task<OrderOutcome?> CancelAsync(Guid accountId, Guid jobId, CancellationToken ct) =>
        http.PostOrNullAsync<OrderOutcome>($"/internal/accounts/{accountId}/jobs/{jobId}/cancel", new { }, ct);

    /// <inheritdoc />
    public Task<OrderOutcome?> ChangeAsync(Guid accountId, Guid jobId, ChangeJob change, CancellationToken ct) =>
        http.PostOrNullAsync<OrderOutcome>($"/internal/accounts/{accountId}/jobs/{jobId}/change", change, ct);

    private static HttpRequestException NoBody() => new("Jobs answered without a body.");
}
