using Hitl.TestKit;
using Hitl.Workforce.Reads;
using Npgsql;

namespace Hitl.Workforce.Tests.Infrastructure;

/// <summary>A page of somebody's history must cost the same however much others have done since.</summary>
internal sealed class HistoryPlans
{
    private const int Limit = 20;

    private const string FillSql = """
        INSERT INTO job (id, project_id, lane, version, state, is_test, files, expires_at, created_at)
        SELECT lpad(to_hex(n), 32, '0')::uuid, @Project, @Project, 1, 'open', false, '[]', 'infinity', @Now FROM generate_series(1, 60000) AS n;

        INSERT INTO assignment (id, job_id, round, place, project_id, annotator_id, state, version, claimed_at, lease_until, ended_at, instructions_version)
        SELECT id, id, 1, 1, @Project, CASE WHEN id <= lpad(to_hex(6000), 32, '0')::uuid THEN @Ours ELSE @Theirs END, 'submitted', 1, @Now, @Now, @Now, 1
          FROM job;

        ANALYZE
        """;

    [Test]
    public async Task A_page_is_one_short_walk()
    {
        await using var app = await WorkforceApp.StartAsync();
        var (project, ours) = await app.GivenProjectWithAnnotatorAsync();
        var theirs = await app.GivenAnnotatorAsync(project);
        await app.Host.Database.ExecuteAsync(FillSql, new { Project = project, Ours = ours, Theirs = theirs, Now = app.Now.UtcDateTime });

        await using var connection = await app.Host.Database.Source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(WorkReads.ListHistorySql, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid>("AnnotatorId", ours),
                new NpgsqlParameter<Guid?>("After", null),
                new NpgsqlParameter<DateTime>("Now", app.Now.UtcDateTime),
                new NpgsqlParameter<int>("Limit", Limit),
            },
        };
        QueryPlan.AssertFlat(await QueryPlan.OfAsync(command), "assignment_history", rowsMax: 2 * Limit);
    }
}
