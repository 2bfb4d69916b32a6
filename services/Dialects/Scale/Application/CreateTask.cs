using Hitl.Contracts.Jobs;
using Hitl.Contracts.Projects;
using Hitl.Dialects.Application;
using Hitl.Dialects.Scale.Domain;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Dialects.Scale.Application;

/// <summary>Orders a job for a task, in the account's project for tasks of its type.</summary>
internal sealed class CreateTask(IProjectsClient projects, OrderTask orders, TimeProvider time)
{
    private const string UniqueIdTaken = "unique_id_taken";

    public async Task<Result<JobRecord>> HandleAsync(Guid accountId, bool isTest, TaskRequest request, CancellationToken ct)
    {
        var type = request.Kind.Name;
        var project = await projects.EnsureProjectAsync(new EnsureProject(accountId, $"{ScaleDialect.Name}:{type}", $"Scale {type}"), ct)
            ?? throw new InvalidOperationException($"Projects knows no account {accountId}.");
        if ((request.CallbackUrl ?? project.DefaultCallbackUrl) is not { } callbackUrl) return TaskErrors.NoCallbackUrl;

        var (priority, within) = HasteOf(request.Urgency);
        var outcome = await orders.HandleAsync(
            new TaskOrder
            {
                Job = new OrderJob
                {
                    AccountId = accountId,
                    IsTest = isTest,
                    ProjectId = project.ProjectId,
                    Dialect = ScaleDialect.Name,
                    Type = type,
                    Body = default,
                    Data = TaskData.Of(request, callbackUrl),
                    UniqueId = request.UniqueId,
                    Tags = request.Tags,
                },
                Form = request.Form,
                Instruction = request.Instruction,
                Metadata = request.Metadata,
                CallbackUrl = callbackUrl,
                Priority = priority,
                DueAt = time.GetUtcNow() + within,
            },
            ct);
        if (outcome.Job is { } job) return job;
        return outcome.Refusal is { Code: UniqueIdTaken, JobId: { } other }
            ? new Error(ErrorKind.Conflict, UniqueIdTaken, $"The unique_id (\"{request.UniqueId}\") is already used for a different task ({TaskId.Of(other)}).")
            : JobRefusals.ErrorOf(outcome.Refusal!, request.Params);
    }

    private static (string Priority, TimeSpan Within) HasteOf(string urgency) => urgency switch
    {
        "immediate" => ("urgent", TimeSpan.FromHours(1)),
        "week" => ("low", TimeSpan.FromDays(7)),
        _ => ("medium", TimeSpan.FromDays(1)),
    };
}
