using System.Text.Json;

namespace Hitl.Contracts.Jobs;

/// <summary>A job's predictions, wrapped so that their absence can be told from JSON null.</summary>
public sealed record JobPredictions(JsonElement? Predictions);

/// <summary>A job as its client sees it: the body of <c>GET /v1/jobs/PROJECT/JOB</c>.</summary>
public sealed record JobDocument(JsonElement Job);

/// <summary>Questions to Jobs.</summary>
public interface IJobsClient
{
    /// <summary>The predictions of a job; null when there is no such job. <c>GET /internal/jobs/ID/predictions</c>.</summary>
    Task<JobPredictions?> GetPredictionsAsync(Guid jobId, CancellationToken ct);

    /// <summary>The job as its client sees it now; null when there is no such job. <c>GET /internal/jobs/ID</c>.</summary>
    Task<JobDocument?> GetDocumentAsync(Guid jobId, CancellationToken ct);
}

/// <summary>Over HTTP; throws <see cref="HttpRequestException"/> when Jobs does not answer.</summary>
public sealed class HttpJobsClient(HttpClient http) : IJobsClient
{
    /// <inheritdoc />
    public Task<JobPredictions?> GetPredictionsAsync(Guid jobId, CancellationToken ct) =>
        http.GetOrNullAsync<JobPredictions>($"/internal/jobs/{jobId}/predictions", ct);

    /// <inheritdoc />
    public Task<JobDocument?> GetDocumentAsync(Guid jobId, CancellationToken ct) => http.GetOrNullAsync<JobDocument>($"/internal/jobs/{jobId}", ct);
}
