using System.Text.Json;
using FluentValidation;
using Hitl.Jobs.Application;
using Hitl.Jobs.Domain;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Http.Idempotency;
using Hitl.ServiceDefaults.Identity;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Jobs.Api;

/// <summary>One job or many: the same way, prepared first, then written together with the answer to the client's Idempotency-Key.</summary>
internal static class CreateEndpoints
{
    public static async Task<IResult> CreateAsync(
        Body<CreateJobRequest> body, Caller caller, PrepareJobs prepare, IJobWriter writer, IdempotencySession idempotency, CancellationToken ct)
    {
        var prepared = await prepare.HandleAsync(caller.RequiredAccountId, caller.IsTest, [body.Value.ToOrder()], ct);
        if (prepared[0].Error is { } refused) return refused.ToProblem();

        var answer = JsonSerializer.SerializeToUtf8Bytes(new JobCreatedResponse(prepared[0].Value.Job.Id), JsonConventions.Options);
        return await WriteAsync([prepared[0].Value], StatusCodes.Status201Created, answer, writer, idempotency, ct);
    }

    public static async Task<IResult> CreateManyAsync(
        Body<CreateJobsRequest> body, IValidator<CreateJobRequest> rules, Caller caller, PrepareJobs prepare, IJobWriter writer,
        IdempotencySession idempotency, CancellationToken ct)
    {
        var orders = new List<Result<JobOrder>>();
        foreach (var item in body.Value.Jobs!)
        {
            var read = await Body<CreateJobRequest>.ReadAsync(item, rules, ct);
            orders.Add(read.Error is { } faults ? faults : read.Value.ToOrder());
        }

        var prepared = await prepare.HandleAsync(caller.RequiredAccountId, caller.IsTest, orders, ct);
        var answer = JsonSerializer.SerializeToUtf8Bytes(prepared.Select(ItemOf).ToList(), JsonConventions.Options);
        var jobs = prepared.Where(outcome => outcome.HasValue).Select(outcome => outcome.Value).ToList();
        return await WriteAsync(jobs, StatusCodes.Status200OK, answer, writer, idempotency, ct);
    }

    private static async Task<IResult> WriteAsync(
        IReadOnlyList<NewJob> jobs, int status, byte[] answer, IJobWriter writer, IdempotencySession idempotency, CancellationToken ct) =>
        await writer.InsertAsync(jobs, idempotency.Take(status, answer), ct) ? new JsonBytes(status, answer) : JobErrors.RunLost.ToProblem();

    private static BulkItemResponse ItemOf(Result<NewJob> outcome) => outcome.Error is { } error
        ? new BulkItemResponse { Error = new BulkItemError(error.Code, error.Message, error.Fields) }
        : new BulkItemResponse { JobId = outcome.Value.Job.Id };
}
