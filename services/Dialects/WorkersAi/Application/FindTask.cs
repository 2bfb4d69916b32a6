using Hitl.Contracts.Jobs;
using Hitl.Dialects.Application;

namespace Hitl.Dialects.WorkersAi.Application;

/// <summary>Finds a task by its id; a test task is given the time to be answered.</summary>
internal sealed class FindTask(IDialectJobsClient jobs, AwaitTest tests)
{
    /// <summary>Null when the account has no such task.</summary>
    public async Task<JobRecord?> HandleAsync(Guid accountId, Guid id, CancellationToken ct) =>
        await jobs.GetAsync(accountId, id, ct) is { Dialect: WorkersAiDialect.Name } job ? await tests.HandleAsync(job, ct) : null;
}
