using System.Collections.Frozen;

namespace Hitl.Jobs.Domain;

/// <summary>The whole life of a job, one line a legal move. What does not stand here does not happen.</summary>
internal static class JobTransitions
{
    private static readonly FrozenDictionary<(JobStatus From, JobAction Action), JobStatus> Moves =
        new Dictionary<(JobStatus, JobAction), JobStatus>
        {
            [(JobStatus.New, JobAction.Start)] = JobStatus.Progress,
            [(JobStatus.New, JobAction.Fail)] = JobStatus.Error,
            [(JobStatus.New, JobAction.Cancel)] = JobStatus.Canceled,
            [(JobStatus.New, JobAction.Expire)] = JobStatus.Expired,
            [(JobStatus.New, JobAction.FallBack)] = JobStatus.Done,
            [(JobStatus.Progress, JobAction.Complete)] = JobStatus.Done,
            [(JobStatus.Progress, JobAction.Fail)] = JobStatus.Error,
            [(JobStatus.Progress, JobAction.Cancel)] = JobStatus.Canceled,
            [(JobStatus.Progress, JobAction.Expire)] = JobStatus.Expired,
            [(JobStatus.Progress, JobAction.FallBack)] = JobStatus.Done,
            [(JobStatus.Error, JobAction.Requeue)] = JobStatus.New,
        }.ToFrozenDictionary();

    /// <summary>Whether the move is legal; then <paramref name="to"/> is where it leads.</summary>
    public static bool TryNext(JobStatus from, JobAction action, out JobStatus to) => Moves.TryGetValue((from, action), out to);
}
