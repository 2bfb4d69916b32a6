using System.Text.Json;
using Hitl.Contracts.Workforce;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Messaging;
using Hitl.Workforce.Domain.Simulation;
using Microsoft.Extensions.Options;

namespace Hitl.Workforce.Application;

/// <summary>The simulator makes the steps that are due.</summary>
internal sealed partial class SimulateWorkHandler(
    ISimulations simulations, IEventPublisher events, IOptions<SimulatorOptions> options, TimeProvider time, ILogger<SimulateWorkHandler> logger)
{
    /// <summary>No person has this id.</summary>
    private static readonly Guid Simulator = Guid.Empty;

    /// <summary>How many steps were made.</summary>
    public async Task<int> HandleAsync(int max, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var jobs = await simulations.HoldDueAsync(now, max, ct);
        if (jobs.Count == 0) return 0;

        var steps = jobs.Select(job => (Job: job, Step: StepOf(job, now))).ToList();
        await simulations.SaveAsync(steps, now, ct);
        foreach (var (job, step) in steps)
        {
            if (FactOf(job.Id, step, now) is { } fact) events.Publish(fact);
        }

        return steps.Count;
    }

    private SimulatedStep StepOf(SimulatedJob job, DateTimeOffset now)
    {
        try
        {
            return job.Next(now, options.Value.Half);
        }
#pragma warning disable CA1031 // One job that nobody can make up an answer to must not hold up those behind it: its client is told.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Failed(failure, job.Id);
            return new SimulatedStep.Report(job.StartedAt ?? now, "The simulator could not make up an answer to this job. That is a fault of ours.");
        }
    }

    private static object? FactOf(Guid jobId, SimulatedStep step, DateTimeOffset now) => step switch
    {
        SimulatedStep.Start => new WorkStarted { JobId = jobId, AnnotatorId = Simulator, StartedAt = now },
        SimulatedStep.Report report => new WorkProblemReported
        {
            JobId = jobId,
            AnnotatorId = Simulator,
            StartedAt = report.StartedAt,
            Message = report.Message,
            ReportedAt = now,
        },
        SimulatedStep.Abandon abandon => new WorkAbandoned
        {
            JobId = jobId,
            Outcome = abandon.End == SimulatedEnd.Expired ? AbandonOutcome.Expired : AbandonOutcome.Canceled,
            AbandonedAt = now,
        },
        SimulatedStep.Complete complete => new WorkCompleted
        {
            JobId = jobId,
            StartedAt = complete.StartedAt,
            FinishedAt = now,
            Annotations = complete.Result.Annotations,
            Origins = JsonSerializer.SerializeToElement(complete.Result.Origins, JsonConventions.Options),
        },
        _ => null,
    };

    [LoggerMessage(LogLevel.Error, "Test job {JobId} could not be simulated; it ends in error")]
    private partial void Failed(Exception failure, Guid jobId);
}
