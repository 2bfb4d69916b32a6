using System.Text.Json;
using FluentValidation;
using Hitl.Contracts.Jobs;
using Hitl.Jobs.Application;
using Hitl.Jobs.Domain;
using Hitl.Jobs.Reads;
using Hitl.ServiceDefaults.Data;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;
using Hitl.ServiceDefaults.Results;
using Microsoft.AspNetCore.Mvc;

namespace Hitl.Jobs.Api;

/// <summary>What dialects ask for their clients: see <see cref="IDialectJobsClient"/>. A refusal is an answer, which the dialect puts into its own form.</summary>
internal static class DialectEndpoints
{
    private const string ProjectField = "project_id";

    public static void MapDialectEndpoints(this IEndpointRouteBuilder app)
    {
        var orders = app.MapGroup("/internal/jobs").RequireService().ExcludeFromDescription();
        orders.MapPost("", OrderAsync).WithName("OrderDialectJob");
        orders.MapPost("/find", FindAsync).WithName("FindDialectJobs");
        orders.MapPost("/get", GetManyAsync).WithName("GetDialectJobs");

        var job = app.MapGroup("/internal/accounts/{account}/jobs/{job}").RequireService().ExcludeFromDescription();
        job.MapGet("", GetAsync).WithName("GetDialectJob");
        var changes = job.MapGroup("").WithUnitOfWork();
        changes.MapPost("/cancel", CancelAsync).WithName("CancelDialectJob");
        changes.MapPost("/label", LabelAsync).WithName("LabelDialectJob");
        changes.MapPost("/revise", ReviseAsync).WithName("ReviseDialectJob");
    }

    private static async Task<IResult> OrderAsync(
        OrderJob order, IValidator<CreateJobRequest> rules, OrderDialectJob handler, DialectReads reads, CancellationToken ct)
    {
        var body = await Body<CreateJobRequest>.ReadAsync(InProject(order), rules, ct);
        if (body.Error is { } faults) return TypedResults.Ok(Refused(faults));

        var data = order.Data is { } kept ? RawJson.FromElement(kept) : (RawJson?)null;
        var marked = body.Value.ToOrder() with { Mark = MarkOf(order, data) };
        var ordered = await handler.HandleAsync(order.AccountId, order.IsTest, marked, ct);
        if (ordered.Error is not { } refused) return TypedResults.Ok(new OrderOutcome(await reads.GetAsync(order.AccountId, ordered.Value, ct), null));
        var other = refused == JobErrors.UniqueIdTaken ? await reads.FindByUniqueIdAsync(order.AccountId, order.Dialect, order.UniqueId!, ct) : null;
        return TypedResults.Ok(Refused(refused, other));
    }

    private static async Task<IResult> FindAsync(FindJobs question, DialectReads reads, CancellationToken ct) =>
        TypedResults.Ok(await reads.FindAsync(question, ct));

    private static async Task<IResult> GetManyAsync([FromBody] Guid[] jobIds, DialectReads reads, CancellationToken ct) =>
        TypedResults.Ok(await reads.GetAsync(jobIds, ct));

    private static async Task<IResult> GetAsync(PathId account, PathId job, DialectReads reads, CancellationToken ct) =>
        await reads.GetAsync(account.Value, job.Value, ct) is { } found ? TypedResults.Ok(found) : JobErrors.JobNotFound.ToProblem();

    /// <summary>A job and what is freed with it are one change.</summary>
    private static async Task<IResult> CancelAsync(
        PathId account, PathId job, LabelJob change, CancelJob cancel, LabelJobHandler label, UnitOfWork work, DialectReads reads, CancellationToken ct)
    {
        var canceled = await cancel.HandleAsync(account.Value, job.Value, ct);
        if (canceled.Error is null && change.ClearsUniqueId) canceled = await label.HandleAsync(account.Value, job.Value, change, ct);
        return await ShowAsync(canceled, work, reads, ct);
    }

    private static async Task<IResult> LabelAsync(
        PathId account, PathId job, LabelJob change, LabelJobHandler label, UnitOfWork work, DialectReads reads, CancellationToken ct)
    {
        var labeled = await label.HandleAsync(account.Value, job.Value, change, ct);
        if (labeled.Error != JobErrors.UniqueIdTaken) return await ShowAsync(labeled, work, reads, ct);
        return TypedResults.Ok(Refused(labeled.Error, await reads.FindRivalAsync(account.Value, job.Value, change.UniqueId!, ct)));
    }

    private static async Task<IResult> ReviseAsync(
        PathId account, PathId job, JsonElement change, IValidator<ReviseJobRequest> rules, ReviseJob revise, UnitOfWork work, DialectReads reads,
        CancellationToken ct)
    {
        var body = await Body<ReviseJobRequest>.ReadAsync(change, rules, ct);
        return body.Error is { } faults
            ? TypedResults.Ok(Refused(faults))
            : await ShowAsync(await revise.HandleAsync(account.Value, job.Value, body.Value.ToRevision(), ct), work, reads, ct);
    }

    private static async Task<IResult> ShowAsync(Result<Job> outcome, UnitOfWork work, DialectReads reads, CancellationToken ct)
    {
        if (outcome.Error is { Kind: ErrorKind.NotFound } missing) return missing.ToProblem();
        if (outcome.Error is { } refused) return TypedResults.Ok(Refused(refused));
        await work.CommitAsync(ct);
        return TypedResults.Ok(new OrderOutcome(await reads.GetAsync(outcome.Value.AccountId, outcome.Value.Id, ct), null));
    }

    private static DialectMark MarkOf(OrderJob order, RawJson? data) => new(order.Dialect, order.Type, data, order.UniqueId, order.Tags)
    {
        BatchId = order.BatchId,
        FreesUniqueIdOnError = order.FreesUniqueIdOnError,
    };

    private static OrderOutcome Refused(Error error, Guid? other = null) =>
        new(null, new RefusedJob(Problems.StatusOf(error.Kind), error.Code, error.Message, error.Fields, other));

    /// <summary>The order's body as a client would have sent it.</summary>
    private static JsonElement InProject(OrderJob order)
    {
        if (order.Body.ValueKind != JsonValueKind.Object) return order.Body;
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString(ProjectField, order.ProjectId);
            foreach (var member in order.Body.EnumerateObject().Where(member => !member.NameEquals(ProjectField))) member.WriteTo(json);
            json.WriteEndObject();
        }

        return JsonElement.Parse(buffer.ToArray());
    }
}
