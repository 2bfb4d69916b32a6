using System.Globalization;

namespace Hitl.Cli.Demo.Work;

/// <summary>Adds everything up, from three sides: what people did, what the system counted, what became of the jobs.</summary>
internal static class WorkSummary
{
    /// <summary>False when something is undone or does not add up.</summary>
    public static async Task<bool> WriteAsync(WorkDemo demo, JobCounts counts, WorkSize size, IReadOnlyDictionary<string, int> counted, TextWriter @out)
    {
        var tally = demo.Tally;
        var perJob = demo.Jobs.Select(job => tally.ByJob.TryGetValue(job, out var people) ? people.Distinct().Count() : 0).ToList();
        var twice = tally.ByJob.Count(job => job.Value.Count != job.Value.Distinct().Count());
        var rows = perJob.CountBy(people => people).OrderBy(group => group.Key)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Value} jobs by {group.Key} people each"));

        await @out.WriteLineAsync();
        await @out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{counts.Of("done")} of {size.Jobs} jobs done in {tally.Elapsed.TotalSeconds:0.0} s, {tally.Answers} answers: {string.Join(", ", rows)}."));
        await @out.WriteLineAsync(
            $"Jobs that {WorkPlan.AnswersWanted} people answered alike are done; where they differed, more were asked, up to {WorkPlan.AnswersMax}.");

        (string What, bool Holds)[] checks =
        [
            ("every job is done", counts.Of("done") == size.Jobs),
            ("nobody answered a job twice", twice == 0),
            ($"exactly {WorkPlan.AnswersWanted} people answered each job, and more only where the first two differed", demo.Jobs.Zip(perJob).All(job =>
                job.Second == WorkPlan.AnswersWanted || (WorkPlan.IsDisputed(job.First) && job.Second is > WorkPlan.AnswersWanted and <= WorkPlan.AnswersMax))),
            ("the answers of all jobs are the answers of all people", perJob.Sum() == tally.Answers),
            ("the system counts for each person what they did", tally.People.All(person => counted.GetValueOrDefault(person.Name, -1) == person.Answers)),
        ];
        foreach (var (what, holds) in checks) await @out.WriteLineAsync($"  {(holds ? "ok" : "NO")}: {what}");
        return checks.All(check => check.Holds);
    }

    /// <summary>Where to look further, on a system that goes on.</summary>
    public static async Task WriteAddressesAsync(string address, string data, string projectId, TextWriter @out)
    {
        await @out.WriteLineAsync($"\nTo look further, with ADMIN=$(cat {Path.Combine(data, "admin-key")}):");
        foreach (var path in new[] { $"jobs?project_id={projectId}&limit=5", $"annotators?project_id={projectId}", $"projects/{projectId}" })
            await @out.WriteLineAsync($"  curl -H \"Authorization: api_key $ADMIN\" \"{address}/v1/admin/{path}\"");
    }
}
