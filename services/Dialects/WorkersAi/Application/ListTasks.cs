using System.Text.Json.Nodes;
using Hitl.Contracts.Jobs;
using Hitl.Dialects.WorkersAi.Domain;

namespace Hitl.Dialects.WorkersAi.Application;

/// <summary>Which tasks a list shows; what is null does not matter.</summary>
internal sealed record TaskFilter
{
    /// <summary>What Jobs can tell.</summary>
    public required FindJobs Jobs { get; init; }

    public string? Instruction { get; init; }

    public string? CallbackUrl { get; init; }

    public JsonNode? Params { get; init; }

    public JsonNode? Metadata { get; init; }

    /// <summary>Whether rows must be looked into.</summary>
    public bool LooksInside => Instruction is not null || CallbackUrl is not null || Params is not null || Metadata is not null;
}

/// <summary>A page.</summary>
/// <param name="Tasks">Newest first.</param>
/// <param name="After">Where the next page begins; null when this is the last.</param>
internal sealed record TaskPage(IReadOnlyList<JobRecord> Tasks, Guid? After);

/// <summary>Tasks, newest first.</summary>
internal sealed class ListTasks(IDialectJobsClient jobs)
{
    private const int StepSize = 500;

    /// <summary>A page that finds few matches ends there, so that no request walks through a big account.</summary>
    private const int LookedIntoMax = 2_000;

    public async Task<TaskPage> HandleAsync(TaskFilter filter, CancellationToken ct)
    {
        if (!filter.LooksInside)
        {
            var page = await jobs.FindAsync(filter.Jobs, ct);
            return new TaskPage(page.Jobs, page.HasMore ? page.Jobs[^1].JobId : null);
        }

        var found = new List<JobRecord>();
        var after = filter.Jobs.After;
        for (var lookedInto = 0; lookedInto < LookedIntoMax; lookedInto += StepSize)
        {
            var step = await jobs.FindAsync(filter.Jobs with { After = after, Limit = StepSize }, ct);
            foreach (var job in step.Jobs)
            {
                if (found.Count == filter.Jobs.Limit) return new TaskPage(found, after);
                if (IsWanted(job, filter)) found.Add(job);
                after = job.JobId;
            }

            if (!step.HasMore) return new TaskPage(found, null);
        }

        return new TaskPage(found, after);
    }

    private static bool IsWanted(JobRecord job, TaskFilter filter)
    {
        var data = TaskData.Read(job.Data!.Value);
        return (filter.Instruction is null || data.Instruction == filter.Instruction)
            && (filter.CallbackUrl is null || data.CallbackUrl == filter.CallbackUrl)
            && (filter.Params is null || data.Params.IsLike(filter.Params))
            && (filter.Metadata is null || job.Metadata is { } metadata && metadata.IsLike(filter.Metadata));
    }
}
