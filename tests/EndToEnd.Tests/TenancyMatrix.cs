using System.Text.RegularExpressions;
using Hitl.TestKit.Driving;
using static Hitl.EndToEnd.Tests.SystemFixture;

namespace Hitl.EndToEnd.Tests;

/// <summary>Every route that takes an id, with the ids of another account: indistinguishable from ids that do not exist.</summary>
[Parallelizable(ParallelScope.All)]
public sealed partial class TenancyMatrix
{
    private static Customer _owner = null!;
    private static Customer _stranger = null!;
    private static string _project = null!;
    private static string _strangersProject = null!;
    private static string _job = null!;
    private static string _file = null!;
    private static string _delivery = null!;

    [OneTimeSetUp]
    public static async Task ArrangeAsync()
    {
        _owner = await Admin.CreateAccountAsync("Owner");
        _stranger = await Admin.CreateAccountAsync("Stranger");
        _strangersProject = await _stranger.CreateActiveProjectAsync(Admin, Site);
        _project = await _owner.CreateActiveProjectAsync(Admin, Site);
        using var annotator = await Admin.CreateAnnotatorAsync(_project);
        var hook = $"tenancy-{Guid.CreateVersion7():N}";
        _job = await _owner.CreateJobAsync(new { project_id = _project, file_urls = new[] { Site.FileUrl("tenancy.png") }, webhook_url = Site.HookUrl(hook) });
        (await (await annotator.WaitForNextAsync(_project)).SubmitAsync(new { label = "cat" })).Expect(200);
        _delivery = (await Site.WaitForAsync(hook)).Id;
        _file = (await _owner.GetJobAsync(_project, _job)).GetProperty("files")[0].GetProperty("id").GetString()!;
    }

    [OneTimeTearDown]
    public static void Dispose()
    {
        _owner.Dispose();
        _stranger.Dispose();
    }

    private static IEnumerable<TestCaseData> Routes()
    {
        yield return Route("GET", "/v1/projects/{project}");
        yield return Route("GET", "/v1/jobs/{project}");
        yield return Route("GET", "/v1/jobs/{project}?limit=5");
        yield return Route("GET", "/v1/jobs/{project}/{job}");
        yield return Route("DELETE", "/v1/jobs/{project}/{job}");
        yield return Route("GET", "/v1/jobs/{own}/{job}");
        yield return Route("DELETE", "/v1/jobs/{own}/{job}");
        yield return Route("GET", "/v1/files/{file}");
        yield return Route("GET", "/v1/metrics?project_ids={project}");
        yield return Route("GET", "/v1/metrics?project_ids={own},{project}");
        yield return Route("GET", "/v1/deliveries/{delivery}");
        yield return Route("POST", "/v1/deliveries/{delivery}/resend");
        yield return Route("POST", "/v1/jobs", """{"project_id": "{project}", "file_urls": ["{url}"]}""");

        static TestCaseData Route(string method, string path, string? body = null) => new TestCaseData(method, path, body).SetArgDisplayNames(method, path);
    }

    [TestCaseSource(nameof(Routes))]
    public async Task Another_accounts_ids_are_404_with_the_same_body_as_unknown_ones(string method, string path, string? body)
    {
        var foreign = await SendAsync(_stranger, _project, _job, _file, _delivery);
        var unknown = await SendAsync(_stranger, NewId(), NewId(), NewId(), NewId());

        Assert.That(foreign.Status, Is.EqualTo(404), foreign.Text);
        Assert.That(Anonymous(foreign), Is.EqualTo(Anonymous(unknown)));

        Task<Answer> SendAsync(Customer customer, string project, string job, string file, string delivery) =>
            customer.Http.AnswerAsync(new HttpMethod(method), Fill(path, project, job, file, delivery), body is null ? null : Fill(body, project, job, file, delivery));
    }

    [Test]
    public async Task The_owner_reaches_the_same_things()
    {
        foreach (var path in new[] { $"/v1/projects/{_project}", $"/v1/jobs/{_project}/{_job}", $"/v1/files/{_file}", $"/v1/deliveries/{_delivery}" })
            (await _owner.Http.GetAnswerAsync(path)).Expect(200);
    }

    [Test]
    public async Task Lists_hold_nothing_of_another_account()
    {
        foreach (var path in new[] { "/v1/projects", "/v1/deliveries", "/v1/metrics" })
        {
            var list = (await _stranger.Http.GetAnswerAsync(path)).Expect(200);
            Assert.That(list.Text, Does.Not.Contain(_project).And.Not.Contain(_job).And.Not.Contain(_delivery), path);
        }
    }

    [TestCase("GET", "/v1/admin/accounts")]
    [TestCase("GET", "/v1/admin/jobs")]
    [TestCase("GET", "/v1/admin/projects")]
    [TestCase("GET", "/v1/admin/deliveries")]
    [TestCase("GET", "/v1/admin/metrics?project_ids={project}")]
    [TestCase("GET", "/v1/admin/metrics/progress?project_ids={project}")]
    [TestCase("GET", "/v1/admin/usage")]
    [TestCase("GET", "/v1/admin/audit")]
    [TestCase("POST", "/v1/admin/annotators")]
    public async Task An_accounts_key_may_not_administrate(string method, string path) =>
        (await _owner.Http.AnswerAsync(new HttpMethod(method), path)).Expect(403);

    [TestCase("/internal/projects/{project}")]
    [TestCase("/internal/jobs/{job}/predictions")]
    public async Task What_is_internal_is_not_there_for_anybody_outside(string path)
    {
        (await _owner.Http.GetAnswerAsync(Fill(path, _project, _job, _file, _delivery))).Expect(404);
        (await Admin.Http.GetAnswerAsync(Fill(path, _project, _job, _file, _delivery))).Expect(404);
    }

    private static string Fill(string template, string project, string job, string file, string delivery) => template
        .Replace("{own}", _strangersProject).Replace("{project}", project).Replace("{job}", job)
        .Replace("{file}", file).Replace("{delivery}", delivery).Replace("{url}", Site.FileUrl("a.png"));

    private static string NewId() => Guid.CreateVersion7().ToString();

    private static string Anonymous(Answer answer) =>
        string.Join('|', answer.Json.EnumerateObject().Where(field => field.Name is not "request_id").Select(field => $"{field.Name}={AnyId().Replace(field.Value.ToString(), "ID")}"));

    /// <summary>A message may repeat the id that the client sent: that tells nothing.</summary>
    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AnyId();
}
