using System.Diagnostics;
using System.Globalization;
using Hitl.TestKit;
using Hitl.TestKit.Driving;

namespace Hitl.Faults;

/// <summary>Many annotators race for the places of jobs that want three answers each, while the service is killed again and again.</summary>
public sealed class ExactlyNAnswers
{
    private const int Annotators = 50;
    private const int Answers = 3;

    // As after their events: a project whose leases are the shortest there are, its jobs with their places, and annotators.
    private const string FillSql = """
        INSERT INTO project (id, version, name, status, lease_minutes, submissions, instructions_version)
        VALUES (@Project, 1, 'race', 'active', 1, @Answers, 1);
        INSERT INTO instructions (project_id, version, file)
        VALUES (@Project, 1, '{"file_id": "00000000-0000-0000-0000-000000000001", "name": "i.pdf", "content_type": "application/pdf", "size": 1}');

        INSERT INTO job (id, project_id, lane, version, state, is_test, files, expires_at, created_at)
        SELECT gen_random_uuid(), @Project, @Project, 1, 'open', false, '[]', 'infinity', now() FROM generate_series(1, @Jobs);
        INSERT INTO place (job_id, number, project_id, lane, priority, wanted_by, expires_at, state)
        SELECT id, number, project_id, lane, priority, expires_at, expires_at, 'open' FROM job CROSS JOIN generate_series(1, @Answers) AS number;

        INSERT INTO annotator (id, email, email_key, name, password_hash, role, status, created_at)
        SELECT id, id || '@example.test', id || '@example.test', 'Ann', '', 'annotator', 'active', now() FROM unnest(@People) AS person (id)
        """;

    private const string CountsSql = """
        SELECT s.job_id, count(*)::integer AS answers, count(DISTINCT a.annotator_id)::integer AS people
          FROM submission s
          JOIN assignment a ON a.id = s.assignment_id
         WHERE s.counted
         GROUP BY s.job_id
        """;

    private const string LeftoversSql = """
        SELECT (SELECT count(*) FROM place WHERE state <> 'answered') + (SELECT count(*) FROM assignment WHERE state = 'held')
             + (SELECT count(*) FROM job WHERE state <> 'ended')
        """;

    /// <summary>So few that the service is killed some ten times; 200 take three minutes on two cores.</summary>
    private static int Jobs => int.Parse(Environment.GetEnvironmentVariable("HITL_FAULT_JOBS") ?? "60", CultureInfo.InvariantCulture);

    [Test]
    [CancelAfter(4 * 60 * 1000)]
    public async Task Every_job_has_three_answers_by_three_people_whatever_is_killed(CancellationToken ct)
    {
        await using var workforce = await WorkforceProcess.StartAsync(ct);
        var people = Enumerable.Range(0, Annotators).Select(_ => Guid.CreateVersion7()).ToArray();
        await workforce.Database.ExecuteAsync(FillSql, new { Project = Guid.CreateVersion7(), Jobs, Answers, People = people });
        var clock = Stopwatch.StartNew();
        using var working = CancellationTokenSource.CreateLinkedTokenSource(ct);

        var work = people.Select(person => WorkAsync(workforce, person, working.Token)).ToList();
        var kills = 0;
        while (await AnsweredAsync(workforce) < Jobs * Answers * 9 / 10)
        {
            // Not at the same moments of the service's start each time.
            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(300, 1500)), ct);
            await workforce.KillAsync(ct);
            kills++;
        }

        // Whoever held something when the service died goes on with it: nothing waits for a lease to run out.
        await Eventually.AssertAsync(async () => await AnsweredAsync(workforce) >= Jobs * Answers, "every job is answered", TimeSpan.FromSeconds(60));
        await working.CancelAsync();
        await Task.WhenAll(work);
        TestContext.Progress.WriteLine($"{kills} kills, {Jobs} jobs, {clock.Elapsed.TotalSeconds:0} s");

        var counts = await workforce.Database.QueryAsync<JobCount>(CountsSql);
        Assert.That(kills, Is.GreaterThan(0));
        Assert.That(counts, Has.Count.EqualTo(Jobs));
        Assert.That(counts, Has.All.Matches<JobCount>(job => job is { Answers: Answers, People: Answers }));
        Assert.That(await workforce.Database.ScalarAsync<long>(LeftoversSql), Is.Zero, "nothing is left open, held or unfinished");
        Assert.That(await workforce.Database.ScalarAsync<long>("SELECT sum(done) FROM tally"), Is.EqualTo(Jobs * Answers));
    }

    private static Task<long> AnsweredAsync(WorkforceProcess workforce) =>
        workforce.Database.ScalarAsync<long>("SELECT count(*) FROM submission WHERE counted");

    private static async Task WorkAsync(WorkforceProcess workforce, Guid person, CancellationToken ct)
    {
        using var http = workforce.ClientFor(person);
        while (!ct.IsCancellationRequested)
        {
            try
            {
                var claimed = await http.PostAnswerAsync("/v1/work/next");
                if (claimed.Status == 200) await new Assignment(http, claimed.Json).SubmitAsync(new { by = person });
                else await Task.Delay(50, CancellationToken.None);
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50, CancellationToken.None);
            }
        }
    }

    private sealed record JobCount
    {
        public required Guid JobId { get; init; }

        public required int Answers { get; init; }

        public required int People { get; init; }
    }
}
