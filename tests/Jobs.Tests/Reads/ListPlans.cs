using Hitl.Contracts.Jobs;
using Hitl.Jobs.Reads;
using Hitl.TestKit;
using Npgsql;
using JobStatus = Hitl.Jobs.Domain.JobStatus;

namespace Hitl.Jobs.Tests.Reads;

/// <summary>A page of a list must cost the same however many jobs there are.</summary>
[FixtureLifeCycle(LifeCycle.SingleInstance)]
internal sealed class ListPlans
{
    private const int Limit = 20;

    // The oldest 5,000 are ours, in one project; all that is newer belongs to 19 more accounts. Every 100th is new, every 50th a test key's, and so
    // on: rare enough that whoever passes the others over reads too many.
    private const string FillSql = """
        INSERT INTO project (id, account_id, version, is_active) VALUES (@Project, @Account, 1, true);
        INSERT INTO project (id, account_id, version, is_active)
        SELECT lpad(to_hex(n), 32, 'a')::uuid, lpad(to_hex(n), 32, 'b')::uuid, 1, true FROM generate_series(1, 19) AS n;
        INSERT INTO batch (id, account_id, dialect, is_test, name, project_id, data, created_at)
        VALUES (@Batch, @Account, 'scale', false, 'kittens', @Project, '{}', now());

        INSERT INTO job (id, project_id, account_id, is_test, version, status, created_at, started_at, finished_at, files, annotations,
                         dialect, type, data, unique_id, priority, batch_id)
        SELECT lpad(to_hex(n), 32, '0')::uuid,
               CASE owner WHEN 0 THEN @Project ELSE lpad(to_hex(owner), 32, 'a')::uuid END, CASE owner WHEN 0 THEN @Account ELSE lpad(to_hex(owner), 32, 'b')::uuid END,
               mine % 50 = 0, 1, CASE WHEN is_new THEN 'new' ELSE 'done' END, now(),
               CASE WHEN is_new THEN NULL ELSE now() END, CASE WHEN is_new THEN NULL ELSE now() END, '[]', CASE WHEN is_new THEN NULL ELSE '{}'::json END,
               'scale', CASE WHEN mine % 70 = 0 THEN 'transcription' ELSE 'categorization' END, '{}', 'u' || n,
               CASE WHEN mine % 90 = 0 THEN 'urgent' END, CASE WHEN owner = 0 AND mine % 80 = 0 THEN @Batch END
          FROM (SELECT n, n / 5001 AS owner, n AS mine, n % 100 = 0 AS is_new FROM generate_series(1, 100000) AS n) AS numbered;

        ANALYZE
        """;

    private static readonly Guid Account = Guid.CreateVersion7();
    private static readonly Guid Project = Guid.CreateVersion7();

    private JobsApp _app = null!;

    [OneTimeSetUp]
    public async Task FillAsync()
    {
        _app = await JobsApp.StartAsync();
        await _app.Database.ExecuteAsync(FillSql, new { Project, Account, Batch = Guid.CreateVersion7() });
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _app.DisposeAsync();

    [TestCaseSource(nameof(Lists))]
    public Task A_page_of_a_list_is_one_short_walk(Func<NpgsqlCommand> list, string index) => AssertFlatAsync(list(), index);

    private static IEnumerable<TestCaseData> Lists()
    {
        var ours = new FindJobs { AccountId = Account, Dialect = "scale", Limit = Limit };
        yield return List("all", new JobFilter(), "job_pkey");
        yield return List("a project", new JobFilter { ProjectId = Project, AccountId = Account }, "job_project");
        yield return List("a project by status", new JobFilter { ProjectId = Project, Status = JobStatus.New }, "job_project_status");
        yield return List("an account", new JobFilter { AccountId = Account }, "job_project");
        yield return List("a status", new JobFilter { Status = JobStatus.New }, "job_status");
        yield return List("of test keys", new JobFilter { IsTest = true }, "job_test");
        yield return Find("a dialect", ours with { IsTest = false }, "job_dialect");
        yield return Find("a test key's", ours with { IsTest = true }, "job_dialect_test");
        yield return Find("a type", ours with { Type = "transcription" }, "job_dialect_type");
        yield return Find("a priority", ours with { Priority = JobPriority.Urgent }, "job_dialect_priority");
        yield return Find("open ones", ours with { Statuses = [Contracts.Jobs.JobStatus.New, Contracts.Jobs.JobStatus.Progress] }, "job_dialect_open");
        yield return Find("an id of the client's", ours with { UniqueId = "u4000" }, "job_unique_id");
        yield return Find("a batch", ours with { Batch = "kittens", IsTest = false }, "job_batch");
        yield return Find("all of an account", ours with { Dialect = null }, "job_project");
    }

    private static TestCaseData List(string name, JobFilter filter, string index) =>
        Case(name, () => JobListSql.Build(filter, Limit, null, DateTimeOffset.UtcNow), index);

    private static TestCaseData Find(string name, FindJobs question, string index) =>
        Case(name, () => DialectSql.Page(question, DateTimeOffset.UtcNow), index);

    private static TestCaseData Case(string name, Func<NpgsqlCommand> list, string index) =>
        new TestCaseData(list, index).SetArgDisplayNames(name, index);

    private async Task AssertFlatAsync(NpgsqlCommand command, string index)
    {
        await using var connection = await _app.Database.Source.OpenConnectionAsync();
        await using (command)
        {
            command.Connection = connection;
            QueryPlan.AssertFlat(await QueryPlan.OfAsync(command), index, rowsMax: 3 * Limit);
        }
    }
}
