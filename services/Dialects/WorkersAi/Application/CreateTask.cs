using Hitl.Contracts.Jobs;
using Hitl.Contracts.Projects;
using Hitl.Dialects.Application;
using Hitl.Dialects.WorkersAi.Domain;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Dialects.WorkersAi.Application;

/// <summary>Orders a job for a task, in the account's project for tasks of its type.</summary>
internal sealed class CreateTask(IProjectsClient projects, OrderTask orders)
{
    public async Task<Result<JobRecord>> HandleAsync(Guid accountId, bool isTest, TaskRequest request, CancellationToken ct)
    {
        var type = request.Kind.Name;
        var project = await projects.EnsureProjectAsync(new EnsureProject(accountId, $"{WorkersAiDialect.Name}:{type}", $"WorkersAI {type}"), ct)
            ?? throw new InvalidOperationException($"Projects knows no account {accountId}.");

        // The document's default is an example's address: nobody is told there.
        var callbackUrl = request.CallbackUrl ?? project.DefaultCallbackUrl;
        var outcome = await orders.HandleAsync(
            new TaskOrder
            {
                Job = new OrderJob
                {
                    AccountId = accountId,
                    IsTest = isTest,
                    ProjectId = project.ProjectId,
                    Dialect = WorkersAiDialect.Name,
                    Type = type,
                    Body = default,
                    Data = TaskData.Write(request, callbackUrl),
                },
                Form = request.Form,
                Instruction = request.Instruction,
                Metadata = request.Metadata,
                CallbackUrl = callbackUrl,
            },
            ct);
        return outcome.Job is { } job ? job : JobRefusals.ErrorOf(outcome.Refusal!, request.Parameters, "params.");
    }
}
