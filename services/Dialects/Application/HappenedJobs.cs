using Hitl.Contracts.Jobs;

namespace Hitl.Dialects.Application;

/// <summary>The jobs that events are about.</summary>
internal static class HappenedJobs
{
    /// <summary>Each event with its job as that stands now, in the order of the events: one question, however many there are.</summary>
    public static async Task<IReadOnlyList<(T Happened, JobRecord Job)>> OfAsync<T>(this IDialectJobsClient jobs, IEnumerable<T> events, CancellationToken ct)
        where T : JobEvent
    {
        var happened = events.ToList();
        if (happened.Count == 0) return [];
        var found = (await jobs.GetAsync([.. happened.Select(one => one.JobId).Distinct()], ct)).ToDictionary(job => job.JobId);
        return [.. happened.Where(one => found.ContainsKey(one.JobId)).Select(one => (one, found[one.JobId]))];
    }
}
