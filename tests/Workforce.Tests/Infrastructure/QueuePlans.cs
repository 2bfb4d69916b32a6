using System.Text.Json.Nodes;
using Dapper;
using Hitl.TestKit;
using Hitl.Workforce.Infrastructure.Postgres;

namespace Hitl.Workforce.Tests.Infrastructure;

/// <summary>Claiming must cost the same however many jobs wait, whoever claims and whatever they did before.</summary>
internal sealed class QueuePlans
{
    private const int Waiting = 200_000;
    private const int Lanes = 20;

    // Projects 1 to 20 with 10,000 jobs each, which want 3 answers. Of each project a tenth is given to a team, a tenth to named people.
    private const string FillSql = """
        INSERT INTO project (id, version, name, status, lease_minutes, submissions, instructions_version)
        SELECT lpad(to_hex(n), 32, '0')::uuid, 1, 'p' || n, 'active', 30, 3, 1 FROM generate_series(1, @Lanes) AS n;

        INSERT INTO team (id, name, created_at) VALUES (@Team, 'team', @Now);
        INSERT INTO lane (id, project_id, team_id)
        SELECT lpad('a' || to_hex(n), 32, '0')::uuid, lpad(to_hex(n), 32, '0')::uuid, @Team FROM generate_series(1, @Lanes) AS n;
        INSERT INTO lane (id, project_id)
        SELECT lpad('b' || to_hex(n), 32, '0')::uuid, lpad(to_hex(n), 32, '0')::uuid FROM generate_series(1, @Lanes) AS n;
        INSERT INTO lane_assignee (lane_id, email_key)
        SELECT id, @Email FROM lane WHERE team_id IS NULL;

        INSERT INTO job (id, project_id, lane, version, state, is_test, files, expires_at, created_at)
        SELECT lpad(to_hex(n), 32, '0')::uuid, lpad(to_hex(1 + n % @Lanes), 32, '0')::uuid,
               lpad(CASE n / @Lanes % 10 WHEN 0 THEN 'a' WHEN 1 THEN 'b' ELSE '' END || to_hex(1 + n % @Lanes), 32, '0')::uuid,
               1, 'open', false, '[]', CASE WHEN n % 2 = 0 THEN 'infinity' ELSE @Now + n * interval '1 minute' END, @Now
          FROM generate_series(1, @Waiting) AS n;

        INSERT INTO place (job_id, number, project_id, lane, priority, wanted_by, expires_at, state)
        SELECT id, 1, project_id, lane, priority, expires_at, expires_at, 'open' FROM job;

        ANALYZE
        """;

    private static readonly Guid Team = Guid.CreateVersion7();

    private WorkforceApp _app = null!;
    private Guid _assignee;

    [OneTimeSetUp]
    public async Task FillAsync()
    {
        _app = await WorkforceApp.StartAsync();
        (_assignee, var email) = await _app.GivenPersonAsync(Guid.CreateVersion7());
        await _app.Host.Database.ExecuteAsync(FillSql, new { Waiting, Lanes, Team, Email = email, Now = _app.Now.UtcDateTime });
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _app.DisposeAsync();

    [Test]
    public async Task A_claim_anywhere_reads_the_heads_of_the_lanes_and_no_more()
    {
        var annotator = await _app.GivenAnnotatorAsync();

        AssertFlat(await ExplainAsync(ClaimSql.Near, annotator), rowsMax: 2 * Lanes);
    }

    [Test]
    public async Task A_claim_in_a_project_reads_the_head_of_its_lane_and_no_more()
    {
        var project = ProjectOf(7);
        var annotator = await _app.GivenAnnotatorAsync(project);

        AssertFlat(await ExplainAsync(ClaimSql.Near, annotator, project), rowsMax: 2 * Lanes);
    }

    [Test]
    public async Task A_claim_of_what_is_kept_for_a_team_reads_the_heads_of_its_lanes_and_no_more()
    {
        var member = await _app.GivenAnnotatorAsync(Guid.CreateVersion7());
        await _app.Host.Database.ExecuteAsync(
            "INSERT INTO team_member (team_id, annotator_id, added_at) VALUES (@Team, @member, @Now)", new { Team, member, Now = _app.Now.UtcDateTime });

        AssertFlat(await ExplainAsync(ClaimSql.Near, member), rowsMax: 2 * Lanes);
    }

    [Test]
    public async Task A_claim_of_what_is_kept_for_named_people_reads_the_heads_of_their_lanes_and_no_more() =>
        AssertFlat(await ExplainAsync(ClaimSql.Near, _assignee), rowsMax: 2 * Lanes);

    [Test]
    public async Task Whoever_has_answered_thousands_of_jobs_that_wait_for_others_still_reads_little()
    {
        var project = ProjectOf(3);
        var annotator = await _app.GivenAnnotatorAsync(project);
        await BeginAsync(annotator, project, 5000, "submitted", leaseUntil: null);

        AssertFlat(await ExplainAsync(ClaimSql.Near, annotator), rowsMax: 100);
    }

    [Test]
    public async Task Whoever_is_offered_the_queue_behind_a_thousand_busy_people_still_reads_little()
    {
        var project = ProjectOf(5);
        await BeginAsync(await _app.GivenAnnotatorAsync(project), project, 1000, "held", _app.Now.AddMinutes(30));
        var other = await _app.GivenAnnotatorAsync(project);

        AssertFlat(await ExplainAsync(ClaimSql.Near, other), rowsMax: 100);
    }

    [Test]
    public async Task When_no_fresh_work_is_left_the_begun_work_is_read_in_its_order_up_to_the_first_that_fits()
    {
        var project = ProjectOf(9);
        await BeginAsync(await _app.GivenAnnotatorAsync(project), project, 8000, "submitted", leaseUntil: null);
        var other = await _app.GivenAnnotatorAsync(project);

        AssertFlat(await ExplainAsync(ClaimSql.Far, other, project), rowsMax: 2 * Lanes);
    }

    [Test]
    public async Task Whether_plenty_waits_is_read_from_the_first_that_do()
    {
        var annotator = await _app.GivenAnnotatorAsync(ProjectOf(11));

        AssertFlat(await ExplainAsync(PostgresWorkQueue.HasFreshSql, annotator), rowsMax: 2 * Lanes);
    }

    private static Guid ProjectOf(int n) => Guid.ParseExact(n.ToString("x32"), "N");

    /// <summary>The head of the project's lane was begun by <paramref name="annotator"/>; its places are open for others.</summary>
    private Task<int> BeginAsync(Guid annotator, Guid project, int jobs, string state, DateTimeOffset? leaseUntil) => _app.Host.Database.ExecuteAsync(
        """
        WITH head AS (
            SELECT job_id FROM place WHERE lane = @project AND state = 'open' AND NOT begun ORDER BY priority DESC, wanted_by, job_id LIMIT @jobs
        ), made AS (
            INSERT INTO assignment (id, job_id, round, place, project_id, annotator_id, state, version, claimed_at, lease_until, ended_at,
                                    instructions_version)
            SELECT gen_random_uuid(), job_id, 1, 1, @project, @annotator, @state::text, 1, @Now, @Now, CASE WHEN @state::text = 'held' THEN NULL ELSE @Now END, 1
              FROM head
            RETURNING id, job_id
        )
        UPDATE place
           SET begun = true, lease_until = @leaseUntil::timestamptz, assignment_id = CASE WHEN @leaseUntil::timestamptz IS NULL THEN NULL ELSE made.id END
          FROM made
         WHERE place.job_id = made.job_id;

        ANALYZE place; ANALYZE assignment
        """,
        new { annotator, project, jobs, state, leaseUntil = leaseUntil?.UtcDateTime, Now = _app.Now.UtcDateTime });

    private static void AssertFlat(JsonNode plan, int rowsMax) => QueryPlan.AssertFlat(plan, "place_queue", rowsMax);

    private async Task<JsonNode> ExplainAsync(string sql, Guid annotator, Guid? project = null)
    {
        await using var connection = await _app.Host.Database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var parameters = new { Id = Guid.CreateVersion7(), AnnotatorId = annotator, ProjectId = project, Least = 10, Now = _app.Now.UtcDateTime, SeenAt = _app.Now.UtcDateTime };
        var text = await connection.ExecuteScalarAsync<string>($"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", parameters, transaction);
        var plan = JsonNode.Parse(text!)![0]!["Plan"]!;
        Assert.That(plan["Actual Rows"]!.GetValue<double>(), Is.EqualTo(1), plan.ToJsonString());
        return plan;
    }
}
