using System.Text.Json;

namespace Hitl.Contracts.Jobs;

/// <summary>What a dialect asks of Jobs. Where an account is named, everything is of that; another's job is not found.</summary>
public interface IDialectJobsClient
{
    /// <summary>Creates a job, or says why not. <c>POST /internal/jobs</c>.</summary>
    Task<OrderOutcome> CreateAsync(OrderJob order, CancellationToken ct);

    /// <summary>A job; null when the account has no such job. <c>GET /internal/accounts/ACCOUNT/jobs/JOB</c>.</summary>
    Task<JobRecord?> GetAsync(Guid accountId, Guid jobId, CancellationToken ct);

    /// <summary>Those of the jobs that exist, in no order. They may be of many accounts, as events are. <c>POST /internal/jobs/get</c>.</summary>
    Task<IReadOnlyList<JobRecord>> GetAsync(IReadOnlyCollection<Guid> jobIds, CancellationToken ct);

    /// <summary>Jobs, newest first. <c>POST /internal/jobs/find</c>.</summary>
    Task<FoundJobs> FindAsync(FindJobs question, CancellationToken ct);

    /// <summary>Cancels a job that has not ended; null when the account has no such job. <c>POST /internal/accounts/ACCOUNT/jobs/JOB/cancel</c>.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="jobId">Which.</param>
    /// <param name="clearsUniqueId">Whether the client's own id is free again.</param>
    /// <param name="ct">The request's.</param>
    Task<OrderOutcome?> CancelAsync(Guid accountId, Guid jobId, bool clearsUniqueId, CancellationToken ct);

    /// <summary>
    /// Changes by what a client knows its job; refused when its own id names another job. Null when the account has no such job.
    /// <c>POST /internal/accounts/ACCOUNT/jobs/JOB/label</c>.
    /// </summary>
    Task<OrderOutcome?> LabelAsync(Guid accountId, Guid jobId, LabelJob change, CancellationToken ct);

    /// <summary>
    /// Changes who is offered a job that has not ended, and when; its content only while nobody has begun. What is left out stays. Null when
    /// the account has no such job. <c>POST /internal/accounts/ACCOUNT/jobs/JOB/revise</c>.
    /// </summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="jobId">Which.</param>
    /// <param name="change">Of <c>priority</c>, <c>due_date</c>, <c>assignees</c>, <c>team_id</c>, <c>content</c>, as <c>POST /v1/jobs</c> takes them; null, or nobody, takes a thing away.</param>
    /// <param name="ct">The request's.</param>
    Task<OrderOutcome?> ReviseAsync(Guid accountId, Guid jobId, JsonElement change, CancellationToken ct);
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
    public async Task<IReadOnlyList<JobRecord>> GetAsync(IReadOnlyCollection<Guid> jobIds, CancellationToken ct) =>
        await http.PostOrNullAsync<IReadOnlyList<JobRecord>>("/internal/jobs/get", jobIds, ct).ConfigureAwait(false) ?? throw NoBody();

    /// <inheritdoc />
    public async Task<FoundJobs> FindAsync(FindJobs question, CancellationToken ct) =>
        await http.PostOrNullAsync<FoundJobs>("/internal/jobs/find", question, ct).ConfigureAwait(false) ?? throw NoBody();

    /// <inheritdoc />
    public Task<OrderOutcome?> CancelAsync(Guid accountId, Guid jobId, bool clearsUniqueId, CancellationToken ct) =>
        http.PostOrNullAsync<OrderOutcome>($"/internal/accounts/{accountId}/jobs/{jobId}/cancel", new LabelJob { ClearsUniqueId = clearsUniqueId }, ct);

    /// <inheritdoc />
    public Task<OrderOutcome?> LabelAsync(Guid accountId, Guid jobId, LabelJob change, CancellationToken ct) =>
        http.PostOrNullAsync<OrderOutcome>($"/internal/accounts/{accountId}/jobs/{jobId}/label", change, ct);

    /// <inheritdoc />
    public Task<OrderOutcome?> ReviseAsync(Guid accountId, Guid jobId, JsonElement change, CancellationToken ct) =>
        http.PostOrNullAsync<OrderOutcome>($"/internal/accounts/{accountId}/jobs/{jobId}/revise", change, ct);

    private static HttpRequestException NoBody() => new("Jobs answered without a body.");
}
