using Hitl.Workforce.Domain.Simulation;

namespace Hitl.Workforce.Application;

/// <summary>What the simulator has to do, inside the unit of work.</summary>
internal interface ISimulations
{
    /// <summary>Takes on those of the jobs that are open; what each is to do stands beside its id.</summary>
    Task ScheduleAsync(IReadOnlyDictionary<Guid, string?> scripts, DateTimeOffset dueAt, CancellationToken ct);

    /// <summary>Begins anew with those of the jobs that were put back.</summary>
    Task RepeatAsync(IReadOnlyList<Guid> jobIds, DateTimeOffset dueAt, CancellationToken ct);

    /// <summary>Leaves those of the jobs that have ended.</summary>
    Task LeaveEndedAsync(IReadOnlyList<Guid> jobIds, CancellationToken ct);

    /// <summary>Jobs whose next step is due, held until the unit of work ends; what somebody else holds is passed over.</summary>
    Task<IReadOnlyList<SimulatedJob>> HoldDueAsync(DateTimeOffset now, int max, CancellationToken ct);

    /// <summary>Writes down what came of the steps that were made.</summary>
    Task SaveAsync(IReadOnlyList<(SimulatedJob Job, SimulatedStep Step)> steps, DateTimeOffset now, CancellationToken ct);
}
