using System.Collections.Concurrent;
using System.Text.Json;
using Hitl.Contracts.Files;
using Hitl.Contracts.Jobs;
using Hitl.Contracts.Projects;

namespace Hitl.Dialects.Tests;

/// <summary>Plays Projects: a project for each account and key.</summary>
internal sealed class Projects : IProjectsClient
{
    private readonly ConcurrentDictionary<(Guid Account, string Key), Guid> _projects = new();

    /// <summary>Of every account.</summary>
    public string? DefaultCallbackUrl { get; set; }

    public Guid? ProjectOf(Guid account, string key) => _projects.TryGetValue((account, key), out var project) ? project : null;

    public Task<DialectProject?> EnsureProjectAsync(EnsureProject order, CancellationToken ct) =>
        Task.FromResult<DialectProject?>(new(_projects.GetOrAdd((order.AccountId, order.Key), _ => Guid.CreateVersion7()), DefaultCallbackUrl));

    public Task<ApiKeyFacts?> ResolveApiKeyAsync(ResolveApiKey question, CancellationToken ct) => throw new NotSupportedException();

    public Task<ProjectFacts?> GetProjectAsync(Guid projectId, CancellationToken ct) => throw new NotSupportedException();

    public Task<TemplateFacts?> GetTemplateAsync(Guid templateId, int? version, CancellationToken ct) => throw new NotSupportedException();
}

/// <summary>Plays Jobs: keeps orders, finds them again, and refuses what it is told to refuse.</summary>
internal sealed class Jobs : IDialectJobsClient
{
    private readonly ConcurrentDictionary<Guid, JobRecord> _jobs = new();

    /// <summary>Every order, refused ones included.</summary>
    public ConcurrentQueue<OrderJob> Orders { get; } = new();

    /// <summary>Null lets an order pass.</summary>
    public Func<OrderJob, RefusedJob?> Refuse { get; set; } = _ => null;

    /// <summary>How often a job or a list was asked for.</summary>
    public int Questions => _questions;

    private int _questions;

    private long _lastIdMs = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    /// <summary>Jobs' own ids are in the order of their making within a millisecond too: here each has one of its own.</summary>
    private Guid NextId() => Guid.CreateVersion7(DateTimeOffset.FromUnixTimeMilliseconds(Interlocked.Increment(ref _lastIdMs)));

    public JobRecord Of(Guid jobId) => _jobs[jobId];

    /// <summary>Changes a job as its life goes on.</summary>
    public JobRecord Change(Guid jobId, Func<JobRecord, JobRecord> change) => _jobs.AddOrUpdate(
        jobId, _ => throw new InvalidOperationException(), (_, job) => change(job) with { Version = job.Version + 1 });

    public Task<OrderOutcome> CreateAsync(OrderJob order, CancellationToken ct)
    {
        Orders.Enqueue(order);
        if (Refuse(order) is { } refused) return Task.FromResult(new OrderOutcome(null, refused));
        if (order.UniqueId is not null && _jobs.Values.FirstOrDefault(job => job.UniqueId == order.UniqueId && job.AccountId == order.AccountId) is { } other)
            return Task.FromResult(new OrderOutcome(null, new RefusedJob(409, "unique_id_taken", "Taken.", null, other.JobId)));

        var now = DateTimeOffset.UtcNow;
        var job = new JobRecord
        {
            JobId = NextId(),
            ProjectId = order.ProjectId,
            AccountId = order.AccountId,
            IsTest = order.IsTest,
            Dialect = order.Dialect,
            Type = order.Type,
            Data = order.Data,
            UniqueId = order.UniqueId,
            Tags = order.Tags,
            IsStaged = order.BatchId is not null,
            Status = JobStatus.New,
            Version = 1,
            CreatedAt = now,
            UpdatedAt = now,
            Metadata = order.Body.GetProperty("metadata"),
            Attachments = order.Body.TryGetProperty("attachments", out var shown) ? [.. shown.EnumerateArray().Select(_ => new Attachment { Kind = AttachmentKind.Text })] : [],
            WebhookUrl = order.Body.TryGetProperty("webhook_url", out var url) ? url.GetString() : null,
        };
        _jobs[job.JobId] = job;
        return Task.FromResult(new OrderOutcome(job, null));
    }

    public Task<JobRecord?> GetAsync(Guid accountId, Guid jobId, CancellationToken ct)
    {
        Interlocked.Increment(ref _questions);
        return Task.FromResult(_jobs.TryGetValue(jobId, out var job) && job.AccountId == accountId ? job : null);
    }

    public Task<IReadOnlyList<JobRecord>> GetAsync(IReadOnlyCollection<Guid> jobIds, CancellationToken ct)
    {
        Interlocked.Increment(ref _questions);
        return Task.FromResult<IReadOnlyList<JobRecord>>([.. jobIds.Where(_jobs.ContainsKey).Select(id => _jobs[id])]);
    }

    public Task<FoundJobs> FindAsync(FindJobs question, CancellationToken ct)
    {
        Interlocked.Increment(ref _questions);
        var all = _jobs.Values.Where(job => IsWanted(job, question)).OrderByDescending(job => job.JobId).ToList();
        var behind = all.Where(job => question.After is not { } after || job.JobId.CompareTo(after) < 0).Skip(question.Offset).ToList();
        return Task.FromResult(new FoundJobs([.. behind.Take(question.Limit)], behind.Count > question.Limit, question.WithTotal ? all.Count : null));
    }

    public Task<OrderOutcome?> CancelAsync(Guid accountId, Guid jobId, bool clearsUniqueId, CancellationToken ct)
    {
        if (!_jobs.TryGetValue(jobId, out var job) || job.AccountId != accountId) return Task.FromResult<OrderOutcome?>(null);
        return Task.FromResult<OrderOutcome?>(job.Status is JobStatus.New or JobStatus.Progress
            ? new OrderOutcome(Change(jobId, open => open with
            {
                Status = JobStatus.Canceled,
                FinishedAt = DateTimeOffset.UtcNow,
                UniqueId = clearsUniqueId ? null : open.UniqueId,
            }), null)
            : new OrderOutcome(null, new RefusedJob(409, "job_ended", "The job has ended.")));
    }

    public Task<OrderOutcome?> ReviseAsync(Guid accountId, Guid jobId, JsonElement change, CancellationToken ct) => throw new NotSupportedException();

    public Task<OrderOutcome?> LabelAsync(Guid accountId, Guid jobId, LabelJob change, CancellationToken ct)
    {
        if (!_jobs.TryGetValue(jobId, out var job) || job.AccountId != accountId) return Task.FromResult<OrderOutcome?>(null);
        if (change.UniqueId is not null && _jobs.Values.FirstOrDefault(one => one.UniqueId == change.UniqueId && one.AccountId == accountId && one.JobId != jobId) is { } other)
            return Task.FromResult<OrderOutcome?>(new OrderOutcome(null, new RefusedJob(409, "unique_id_taken", "Taken.", null, other.JobId)));
        return Task.FromResult<OrderOutcome?>(new OrderOutcome(
            Change(jobId, old => old with
            {
                UniqueId = change.ClearsUniqueId ? null : change.UniqueId ?? old.UniqueId,
                Tags = [.. (change.Tags ?? old.Tags).Union(change.AddedTags, StringComparer.Ordinal).Except(change.RemovedTags, StringComparer.Ordinal)],
                Metadata = change.Metadata ?? old.Metadata,
            }),
            null));
    }

    private static bool IsWanted(JobRecord job, FindJobs question) =>
        job.AccountId == question.AccountId
        && (question.Dialect is null || job.Dialect == question.Dialect)
        && (question.IsTest is null || job.IsTest == question.IsTest)
        && (question.Type is null || job.Type == question.Type)
        && (question.ProjectId is null || job.ProjectId == question.ProjectId)
        && (question.Batch is null || (job.Data!.Value.TryGetProperty("batch", out var batch) && batch.GetString() == question.Batch))
        && (question.Statuses.Count == 0 || question.Statuses.Contains(job.Status))
        && (question.UniqueId is null || job.UniqueId == question.UniqueId)
        && (question.Tags.Count == 0 || question.Tags.Intersect(job.Tags, StringComparer.Ordinal).Any())
        && IsWithin(job.CreatedAt, question.CreatedAfter, question.CreatedBefore)
        && IsWithin(job.FinishedAt, question.FinishedAfter, question.FinishedBefore)
        && IsWithin(job.UpdatedAt, question.UpdatedAfter, question.UpdatedBefore);

    private static bool IsWithin(DateTimeOffset? instant, DateTimeOffset? from, DateTimeOffset? until) =>
        (from is null || instant >= from) && (until is null || instant < until);
}

/// <summary>Reads JSON written in tests.</summary>
internal static class JsonOf
{
    public static JsonElement Text(string json) => JsonDocument.Parse(json).RootElement;
}
