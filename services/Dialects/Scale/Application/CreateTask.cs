using System.Text.Json.Nodes;
using Hitl.Contracts.Jobs;
using Hitl.Dialects.Application;
using Hitl.Dialects.Domain;
using Hitl.Dialects.Scale.Domain;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Dialects.Scale.Application;

/// <summary>Orders a job for a task, where the task says, or else in the account's project for tasks of its type.</summary>
internal sealed class CreateTask(PlaceTask places, OrderTask orders, TimeProvider time)
{
    private const string UniqueIdTaken = "unique_id_taken";
    private const int PriorityHigh = 30;
    private const int PriorityMedium = 20;

    public async Task<Result<JobRecord>> HandleAsync(Guid accountId, bool isTest, TaskKind kind, JsonObject body, CancellationToken ct)
    {
        var placed = await places.HandleAsync(accountId, isTest, kind, body, ct);
        if (placed.Error is { } nowhere) return nowhere;
        var (request, faults) = TaskRequest.Read(kind, body);
        if (request is null) return TaskErrors.Invalid(faults!);
        var place = placed.Value;
        if ((request.CallbackUrl ?? place.DefaultCallbackUrl) is not { } callbackUrl) return TaskErrors.NoCallbackUrl;

        var (priority, within) = HasteOf(request);
        var outcome = await orders.HandleAsync(
            new TaskOrder
            {
                Job = new OrderJob
                {
                    AccountId = accountId,
                    IsTest = isTest,
                    ProjectId = place.ProjectId,
                    Dialect = ScaleDialect.Name,
                    Type = kind.Name,
                    Body = default,
                    Data = TaskData.Of(request, place, callbackUrl),
                    UniqueId = request.UniqueId,
                    FreesUniqueIdOnError = request.FreesUniqueIdOnError,
                    Tags = request.Tags,
                    BatchId = place.Batch?.BatchId,
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
        return outcome.Refusal!.Code == UniqueIdTaken ? TaskErrors.UniqueIdTaken(request.UniqueId, outcome.Refusal) : JobRefusals.ErrorOf(outcome.Refusal, request.Params);
    }

    /// <summary>Today's clients send a number, the document's a word.</summary>
    private static (string Priority, TimeSpan Within) HasteOf(TaskRequest request)
    {
        var (priority, within) = request.Urgency switch
        {
            "immediate" => ("urgent", TimeSpan.FromHours(1)),
            "week" => ("low", TimeSpan.FromDays(7)),
            _ => ("medium", TimeSpan.FromDays(1)),
        };
        return request.Priority switch
        {
            null => (priority, within),
            >= PriorityHigh => ("high", within),
            >= PriorityMedium => ("medium", within),
            _ => ("low", within),
        };
    }
}
