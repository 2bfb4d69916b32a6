using Hitl.Architecture.Tests.Rules;

namespace Hitl.Architecture.Tests;

[Parallelizable(ParallelScope.All)]
internal sealed class KeepingTheRulesOfSource
{
    // These tests quote what the rules forbid.
    private const string Self = "tests/Architecture.Tests/";

    private static IEnumerable<string> RuleNames => SourceRules.All.Keys;

    [TestCaseSource(nameof(RuleNames))]
    public void Every_file_keeps_the_rule(string rule) =>
        Assert.That(Repository.Files.Where(file => !file.IsIn(Self)).SelectMany(SourceRules.All[rule]), Is.Empty);

    [Test]
    public void Migrations_are_numbered_without_a_gap() => Assert.That(Migrations.Broken(Repository.Files), Is.Empty);

    [Test]
    public void Every_event_is_documented_and_every_documented_event_is_there() =>
        Assert.That(Documents.EventsNotDocumented(typeof(Contracts.Jobs.JobEvent).Assembly.GetTypes(), TextOf("contracts/README.md")), Is.Empty);

    [Test]
    public void Every_code_of_a_refusal_is_documented()
    {
        var page = TextOf("docs/http-status-codes.md");
        Assert.That(
            Repository.Files.Where(file => file.Is(".cs") && file.IsIn(Repository.Production)).SelectMany(file => Documents.CodesNotDocumented(file, page)),
            Is.Empty);
    }

    [Test]
    public void The_repository_is_really_read()
    {
        Assert.That(Repository.Services, Has.Count.GreaterThanOrEqualTo(6));
        Assert.That(Repository.Files.Count(file => file.IsIn("services/") && file.Is(".cs")), Is.GreaterThan(100));
        Assert.That(Repository.Files.Count(file => file.Is(".sql")), Is.GreaterThan(5));
    }

    [TestCase("Nothing is left to do in a comment", "services/Jobs/Domain/Job.cs", "// TODO: later")]
    [TestCase("Nothing is left to do in a comment", "services/Jobs/0001_job.sql", "-- FIXME an index")]
    [TestCase("No exception is swallowed", "services/Jobs/Job.cs", "try { Act(); } catch { }")]
    [TestCase("No exception is swallowed", "services/Jobs/Job.cs", "catch (IOException)\n{\n}")]
    [TestCase("No exception is swallowed", "services/Jobs/Job.cs", "catch (Exception e) when (e is IOException) { }")]
    [TestCase("Columns are listed", "services/Jobs/Job.cs", "\"SELECT * FROM job\"")]
    [TestCase("Columns are listed", "services/Jobs/Migrations/0001_job.sql", "SELECT  job.* FROM job")]
    [TestCase("Time comes from TimeProvider", "services/Jobs/Job.cs", "var now = DateTimeOffset.UtcNow;")]
    [TestCase("Time comes from TimeProvider", "gateway/Limits.cs", "var now = DateTime.Now;")]
    [TestCase("Connections to clients' addresses go through the guard", "services/Webhooks/Post.cs", "using var http = new HttpClient();")]
    [TestCase("Connections to clients' addresses go through the guard", "services/Files/Fetch.cs", "new SocketsHttpHandler { }")]
    [TestCase("A service refers to no other service", "services/Jobs/Hitl.Jobs.csproj", "<ProjectReference Include=\"../Files/Hitl.Files.csproj\" />")]
    public void A_broken_rule_is_found(string rule, string path, string text) =>
        Assert.That(SourceRules.All[rule](new SourceFile(path, text)), Has.Exactly(1).Items);

    [TestCase("Nothing is left to do in a comment", "services/Jobs/Job.cs", "// There is nothing to do here.")]
    [TestCase("No exception is swallowed", "services/Jobs/Job.cs", "catch (IOException)\n{\n    // It is gone already.\n}")]
    [TestCase("Columns are listed", "services/Jobs/Job.cs", "\"SELECT count(*) FROM job\"")]
    [TestCase("Time comes from TimeProvider", "tests/Jobs.Tests/Job.cs", "var now = DateTimeOffset.UtcNow;")]
    [TestCase("Connections to clients' addresses go through the guard", "ServiceDefaults/Outbound/Client.cs", "new SocketsHttpHandler()")]
    [TestCase("A service refers to no other service", "services/Jobs/Hitl.Jobs.csproj", "<ProjectReference Include=\"../../contracts/Hitl.Contracts.csproj\" />")]
    public void What_is_allowed_is_not(string rule, string path, string text) =>
        Assert.That(SourceRules.All[rule](new SourceFile(path, text)), Is.Empty);

    [Test]
    public void A_file_of_301_lines_is_found_and_one_of_300_is_not()
    {
        var rule = SourceRules.All["Files have 300 lines at the most"];
        Assert.That(rule(new SourceFile("a.cs", string.Concat(Enumerable.Repeat("x\n", 301)))), Has.Exactly(1).Items);
        Assert.That(rule(new SourceFile("a.cs", string.Concat(Enumerable.Repeat("x\n", 300)))), Is.Empty);
    }

    [TestCase("0001_a.sql", "0003_b.sql", Description = "a gap")]
    [TestCase("0001_a.sql", "0001_b.sql", Description = "one number twice")]
    [TestCase("0001_a.sql", "2_b.sql", Description = "not four digits")]
    public void A_wrong_number_of_a_migration_is_found(string first, string second) =>
        Assert.That(
            Migrations.Broken([new SourceFile($"services/Jobs/Migrations/{first}", ""), new SourceFile($"services/Jobs/Migrations/{second}", "")]),
            Has.Exactly(1).Items);

    [Test]
    public void An_undocumented_event_and_a_documented_one_that_is_gone_are_found()
    {
        const string readme = "| event | by |\n| --- | --- |\n| `JobGone` | Jobs |\n\nSee also `Other`.";
        Assert.That(Documents.EventsNotDocumented([typeof(Contracts.Jobs.JobStarted)], readme), Has.Exactly(2).Items);
    }

    [TestCase("services/Jobs/Domain/JobErrors.cs", "new(ErrorKind.Conflict, \"job_lost\", \"...\")")]
    [TestCase("gateway/Limit.cs", "Problems.WriteAsync(context, StatusCodes.Status429TooManyRequests,\n    \"job_lost\", detail)")]
    [TestCase("gateway/Authorize.cs", "RefuseAsync(edge.Context, \"job_lost\", \"...\")")]
    [TestCase("ServiceDefaults/Outbound/OutboundCodes.cs", "public const string JobLost = \"job_lost\";")]
    [TestCase("ServiceDefaults/Http/InvalidRequest.cs", "internal const string LostCode = \"job_lost\";")]
    public void An_undocumented_code_is_found(string path, string text)
    {
        var file = new SourceFile(path, text);
        Assert.That(Documents.CodesNotDocumented(file, "| `job_ended` |"), Has.Exactly(1).Items);
        Assert.That(Documents.CodesNotDocumented(file, "| `job_lost` |"), Is.Empty);
    }

    private static string TextOf(string path) => Repository.Files.Single(file => file.Path == path).Text;
}
