using System.Text.Json.Nodes;
using Dapper;
using Hitl.Contracts.Projects;
using Hitl.TestKit;
using Hitl.Workforce.Infrastructure.Postgres;

namespace Hitl.Workforce.Tests.Infrastructure;

/// <summary>Claiming a review must cost the same however many wait.</summary>
internal sealed class ReviewPlans
{
    private const int Waiting = 20_000;

    private const string FillSql = """
        INSERT INTO job (id, project_id, lane, version, state, is_test, files, expires_at, created_at)
        SELECT lpad(to_hex(n), 32, '0')::uuid, @Project, @Project, 1, 'open', false, '[]', 'infinity', @Now FROM generate_series(1, @Waiting) AS n;

        INSERT INTO assignment (id, job_id, round, place, project_id, annotator_id, state, version, claimed_at, lease_until, ended_at, instructions_version)
        SELECT gen_random_uuid(), id, 1, 1, @Project, @Author, 'submitted', 1, @Now, @Now, @Now, 1 FROM job WHERE project_id = @Project;

        INSERT INTO review (id, job_id, project_id, assignment_id, round, attempt, stage, state, priority, wanted_by, expires_at, proposed, version, opened_at)
        SELECT gen_random_uuid(), a.job_id, @Project, a.id, 1, 1, 1, 'open', 1, 'infinity', 'infinity', '{}', 1, @Now
          FROM assignment a
         WHERE a.project_id = @Project;

        ANALYZE
        """;

    [Test]
    public async Task A_claim_reads_the_head_of_the_queue_and_no_more()
    {
        await using var app = await WorkforceApp.StartAsync();
        var (project, author) = await app.GivenProjectWithAnnotatorAsync(new ProjectSettings { CompletionRule = CompletionRule.Review });
        await app.Host.Database.ExecuteAsync(FillSql, new { Project = project, Author = author, Waiting, Now = app.Now.UtcDateTime });
        var reviewer = await app.GivenReviewerAsync(project);

        await using var connection = await app.Host.Database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var parameters = new { AnnotatorId = reviewer, ProjectId = (Guid?)null, Now = app.Now.UtcDateTime };
        var text = await connection.ExecuteScalarAsync<string>($"EXPLAIN (ANALYZE, FORMAT JSON) {ReviewSql.Claim}", parameters, transaction);

        QueryPlan.AssertFlat(JsonNode.Parse(text!)![0]!["Plan"]!, "review_queue", rowsMax: 10);
    }
}
