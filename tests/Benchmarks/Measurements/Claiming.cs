using System.Diagnostics;
using Dapper;
using Hitl.TestKit.Driving;
using Npgsql;

namespace Hitl.Benchmarks.Measurements;

/// <summary>The next job from a long queue, against the same from a short one.</summary>
internal static class Claiming
{
    private const int Clients = 16;
    private const int Few = 1000;
    private const int Many = 1_000_000;
    private const int Own = 5000;

    private const string FillSql = """
        INSERT INTO project (id, version, name, status, lease_minutes, submissions, instructions_version)
        VALUES (@Project, 1, 'bench', 'active', 30, 1, 1);
        INSERT INTO instructions (project_id, version, file)
        VALUES (@Project, 1, '{"file_id": "00000000-0000-0000-0000-000000000001", "name": "i.pdf", "content_type": "application/pdf", "size": 1}');
        INSERT INTO membership (annotator_id, project_id) SELECT id, @Project FROM unnest(@People) AS person (id);

        INSERT INTO job (id, project_id, lane, version, state, is_test, files, expires_at, created_at)
        SELECT gen_random_uuid(), @Project, @Project, 1, 'open', false, '[]', 'infinity', now() FROM generate_series(1, @Jobs);
        INSERT INTO place (job_id, number, project_id, lane, priority, wanted_by, expires_at, state)
        SELECT id, 1, project_id, lane, priority, expires_at, expires_at, 'open' FROM job WHERE project_id = @Project
        """;

    // Everybody has answered the first jobs of the queue, which still wait for somebody else.
    private const string AnswerSql = """
        UPDATE place
           SET begun = true
         WHERE (job_id, number) IN (SELECT job_id, number FROM place WHERE project_id = @Project AND state = 'open' ORDER BY job_id LIMIT @Own);

        INSERT INTO assignment (id, job_id, round, place, project_id, annotator_id, state, version, claimed_at, lease_until, ended_at, instructions_version)
        SELECT gen_random_uuid(), p.job_id, 1, 1, @Project, person.id, 'submitted', 1, now(), now(), now(), 1
          FROM place p
         CROSS JOIN unnest(@People) AS person (id)
         WHERE p.project_id = @Project AND p.begun AND p.state = 'open'
        """;

    public static async Task RunAsync(Bench bench)
    {
        var annotators = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => bench.Admin.CreateAnnotatorAsync(Guid.NewGuid().ToString())));
        var people = annotators.Select(annotator => annotator.Id).ToArray();
        await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(bench.Postgres) { Database = "workforcedb", CommandTimeout = 300 }.ConnectionString);

        var few = await FillAsync(database, people, Few);
        var floor = await ClaimAsync(bench, annotators, few);
        bench.Report.Floor($"claim of the next job, {Few:N0} waiting, {Clients} annotators", floor);

        var many = await FillAsync(database, people, Many);
        bench.Report.Slowed($"the same, {Many:N0} waiting", await ClaimAsync(bench, annotators, many), floor, 1.2);

        await ExecuteAsync(database, AnswerSql, new { Project = many, Own, People = people });
        await ExecuteAsync(database, "ANALYZE assignment; ANALYZE place", null);
        bench.Report.Slowed($"the same, behind {Own:N0} of everybody's own", await ClaimAsync(bench, annotators, many), floor, 1.2);
        foreach (var annotator in annotators) annotator.Dispose();
    }

    private static async Task<Guid> FillAsync(NpgsqlDataSource database, Guid[] people, int jobs)
    {
        var project = Guid.CreateVersion7();
        await ExecuteAsync(database, FillSql, new { Project = project, Jobs = jobs, People = people });
        await ExecuteAsync(database, "VACUUM ANALYZE place", null);
        await ExecuteAsync(database, "ANALYZE job", null);
        return project;
    }

    /// <summary>Only the claims are timed; what is claimed is answered, so that each claim is of another job.</summary>
    private static async Task<Figures> ClaimAsync(Bench bench, Annotator[] annotators, Guid project)
    {
        var times = annotators.Select(_ => new List<double>()).ToArray();
        var clock = Stopwatch.StartNew();
        // A short queue must not run dry: every client takes a fixed share of it.
        await Task.WhenAll(annotators.Select((annotator, client) => Task.Run(async () =>
        {
            for (var i = 0; i < Few / Clients && clock.Elapsed < 2 * bench.Duration; i++)
            {
                var start = Stopwatch.GetTimestamp();
                var assignment = await annotator.NextAsync(project.ToString()) ?? throw new InvalidOperationException("The queue has run dry.");
                times[client].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                (await assignment.SubmitAsync(new { label = "cat" })).Expect(200);
            }
        })));
        return Figures.Of([.. times.SelectMany(each => each)], clock.Elapsed, null);
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql, object? parameters)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(sql, parameters);
    }
}
