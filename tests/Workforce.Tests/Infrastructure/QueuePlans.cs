using System.Text.Json.Nodes;
using Dapper;
using Hitl.Workforce.Infrastructure.Postgres;

namespace Hitl.Workforce.Tests.Infrastructure;

/// <summary>Claiming must cost the same however many jobs wait.</summary>
internal sealed class QueuePlans
{
    private const int Waiting = 200_000;

    private const string FillSql = """
        INSERT INTO project (id, version, name, status, lease_minutes, submissions, instructions_file)
        SELECT lpad(to_hex(n), 32, '0')::uuid, 1, 'p' || n, 'active', 30, 1, '{}' FROM generate_series(1, 20) AS n;

        INSERT INTO job (id, project_id, version, state, is_test, files, expires_at, created_at)
        SELECT lpad(to_hex(n), 32, '0')::uuid, lpad(to_hex(1 + n % 20), 32, '0')::uuid, 1, 'open', false, '[]',
               CASE WHEN n % 2 = 0 THEN 'infinity' ELSE @Now + n * interval '1 minute' END, @Now
          FROM generate_series(1, @Waiting) AS n;

        INSERT INTO place (job_id, number, project_id, expires_at, state)
        SELECT id, 1, project_id, expires_at, 'open' FROM job;

        ANALYZE
        """;

    private WorkforceApp _app = null!;
    private Guid _annotator;

    [OneTimeSetUp]
    public async Task FillAsync()
    {
        _app = await WorkforceApp.StartAsync();
        _annotator = await _app.GivenAnnotatorAsync();
        await _app.Host.Database.ExecuteAsync(FillSql, new { Waiting, Now = _app.Now.UtcDateTime });
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _app.DisposeAsync();

    [Test]
    public async Task A_claim_anywhere_reads_the_head_of_the_queue_and_no_more()
    {
        var plan = await ExplainAsync(PostgresWorkQueue.ClaimAnywhereSql, []);

        AssertFlat(plan, "place_queue");
    }

    [Test]
    public async Task A_claim_in_projects_reads_the_head_of_each_project_and_no_more()
    {
        var projects = Enumerable.Range(1, 5).Select(n => Guid.ParseExact(n.ToString("x32"), "N")).ToArray();

        var plan = await ExplainAsync(PostgresWorkQueue.ClaimInProjectsSql, projects);

        AssertFlat(plan, "place_project_queue");
    }

    [Test]
    public async Task Whoever_is_offered_the_queue_behind_a_thousand_busy_people_still_reads_little()
    {
        // The first thousand places are under a lease, as when a thousand people work at once.
        await _app.Host.Database.ExecuteAsync(
            """
            WITH head AS (SELECT job_id, project_id FROM place WHERE state = 'open' ORDER BY priority DESC, expires_at, job_id LIMIT 1000),
            held AS (
                INSERT INTO assignment (id, job_id, round, place, project_id, annotator_id, state, version, claimed_at, lease_until)
                SELECT gen_random_uuid(), job_id, 1, 1, project_id, @Annotator, 'held', 1, @Now, @Later FROM head
                RETURNING id, job_id)
            UPDATE place SET assignment_id = held.id, lease_until = @Later FROM held WHERE place.job_id = held.job_id
            """,
            new { Annotator = _annotator, Now = _app.Now.UtcDateTime, Later = _app.Now.AddMinutes(30).UtcDateTime });
        var other = await _app.GivenAnnotatorAsync();

        var plan = await ExplainAsync(PostgresWorkQueue.ClaimAnywhereSql, [], other);

        Assert.That(NodesOf(plan).Max(RowsReadBy), Is.LessThanOrEqualTo(1100));
    }

    private static void AssertFlat(JsonNode plan, string index)
    {
        var nodes = NodesOf(plan).ToList();
        Assert.That(nodes.Select(node => node["Index Name"]?.GetValue<string>()), Does.Contain(index), plan.ToJsonString());
        foreach (var node in nodes) Assert.That(RowsReadBy(node), Is.LessThan(100), node.ToJsonString());
    }

    private static double RowsReadBy(JsonNode node) =>
        (node["Actual Rows"]!.GetValue<double>() + (node["Rows Removed by Filter"]?.GetValue<double>() ?? 0)) * node["Actual Loops"]!.GetValue<double>();

    private static IEnumerable<JsonNode> NodesOf(JsonNode plan) =>
        (plan["Plans"]?.AsArray() ?? []).SelectMany(child => NodesOf(child!)).Prepend(plan);

    private async Task<JsonNode> ExplainAsync(string sql, Guid[] projects, Guid? annotator = null)
    {
        await using var connection = await _app.Host.Database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var parameters = new
        {
            Id = Guid.CreateVersion7(),
            AnnotatorId = annotator ?? _annotator,
            Projects = projects,
            Now = _app.Now.UtcDateTime,
        };
        var text = await connection.ExecuteScalarAsync<string>($"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", parameters, transaction);
        return JsonNode.Parse(text!)![0]!["Plan"]!;
    }
}
