using System.Collections.Concurrent;
using System.Text.Json;
using Hitl.Contracts.Jobs;
using Hitl.Contracts.Projects;

namespace Hitl.Dialects.Tests;

/// <summary>Plays Projects for projects that clients make by name.</summary>
internal sealed class NamedProjects(Projects projects) : IDialectProjectsClient
{
    private readonly ConcurrentDictionary<(Guid Account, string Key), DialectProjectRecord> _projects = new();

    public Task<DialectProjectRecord?> OpenAsync(OpenProject order, CancellationToken ct)
    {
        var record = new DialectProjectRecord(Guid.CreateVersion7(), order.Key, order.Name, DateTimeOffset.UtcNow, order.Data, projects.DefaultCallbackUrl);
        return Task.FromResult(_projects.TryAdd((order.AccountId, order.Key), record) ? record : null);
    }

    public Task<DialectProjectRecord?> GetAsync(Guid accountId, string key, CancellationToken ct) => Task.FromResult(_projects.GetValueOrDefault((accountId, key)));

    public Task<DialectProjectList> ListAsync(Guid accountId, string prefix, CancellationToken ct) => Task.FromResult(new DialectProjectList(
        [.. _projects.Where(one => one.Key.Account == accountId && one.Key.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(one => one.Value).OrderBy(one => one.ProjectId)]));

    public Task<DialectProjectRecord?> KeepDataAsync(Guid accountId, Guid projectId, KeepProjectData change, CancellationToken ct)
    {
        var (key, known) = _projects.Single(one => one.Key.Account == accountId && one.Value.ProjectId == projectId);
        var kept = known with { Data = change.Data };
        var isKnown = known.Data.GetRawText() == change.Known.GetRawText() && _projects.TryUpdate(key, kept, known);
        return Task.FromResult(isKnown ? kept : null);
    }
}

/// <summary>Plays Jobs for batches: they are never released, and have no counts of their own.</summary>
internal sealed class Batches : IBatchesClient
{
    private readonly ConcurrentDictionary<(Guid Account, bool IsTest, string Name), BatchRecord> _batches = new();

    public Task<BatchRecord?> OpenAsync(OpenBatch order, CancellationToken ct)
    {
        var batch = new BatchRecord
        {
            BatchId = Guid.CreateVersion7(),
            Name = order.Name,
            ProjectId = order.ProjectId,
            Status = BatchStatus.Staging,
            CreatedAt = DateTimeOffset.UtcNow,
            Data = order.Data,
        };
        return Task.FromResult(_batches.TryAdd((order.AccountId, order.IsTest, order.Name), batch) ? batch : null);
    }

    public Task<FoundBatches> FindAsync(FindBatches question, CancellationToken ct)
    {
        var all = _batches
            .Where(one => one.Key.Account == question.AccountId && one.Key.IsTest == question.IsTest && (question.Name is null || one.Key.Name == question.Name))
            .Select(one => one.Value)
            .Where(one => (question.ProjectId is null || one.ProjectId == question.ProjectId) && (question.Status is null || one.Status == question.Status))
            .OrderByDescending(one => one.BatchId)
            .ToList();
        var counts = new Dictionary<JobStatus, long> { [JobStatus.New] = 2, [JobStatus.Progress] = 1, [JobStatus.Done] = 4 };
        var page = all.Skip(question.Offset).Take(question.Limit).Select(one => question.WithCounts ? one with { Counts = counts } : one);
        return Task.FromResult(new FoundBatches([.. page], all.Count));
    }

    public Task<BatchRecord?> FinalizeAsync(Guid accountId, Guid batchId, CancellationToken ct) => ChangeAsync(accountId, batchId, batch => batch with { Status = BatchStatus.InProgress });

    public Task<BatchRecord?> KeepDataAsync(Guid accountId, Guid batchId, JsonElement data, CancellationToken ct) => ChangeAsync(accountId, batchId, batch => batch with { Data = data });

    private Task<BatchRecord?> ChangeAsync(Guid accountId, Guid batchId, Func<BatchRecord, BatchRecord> change)
    {
        var key = _batches.Single(one => one.Key.Account == accountId && one.Value.BatchId == batchId).Key;
        return Task.FromResult<BatchRecord?>(_batches[key] = change(_batches[key]));
    }
}
