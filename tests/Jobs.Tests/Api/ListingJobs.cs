using System.Net;

namespace Hitl.Jobs.Tests.Api;

internal sealed class ListingJobs
{
    [Test]
    public async Task A_project_of_5000_jobs_is_listed_whole_newest_first_and_page_by_page()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        var created = new List<Guid>();
        var orders = string.Join(',', Enumerable.Repeat(client.Order(), 1000));
        for (var i = 0; i < 5; i++)
        {
            var answer = await client.SendAsync(HttpMethod.Post, "/v1/jobs/bulk", $$"""{"jobs":[{{orders}}]}""");
            created.AddRange(answer.Json.EnumerateArray().Select(item => item.GetProperty("job_id").GetGuid()));
        }

        created.Reverse();
        var whole = await client.ListAsync();
        var pages = new List<Guid>();
        for (var next = $"/v1/jobs/{client.ProjectId}?limit=700&status=new"; next is not null;)
        {
            var page = await client.SendAsync(HttpMethod.Get, next);
            Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK), page.Text);
            Assert.That(IdsOf(page), Has.Count.LessThanOrEqualTo(700));
            pages.AddRange(IdsOf(page));
            next = NextOf(page);
        }

        Assert.That(IdsOf(whole), Is.EqualTo(created));
        Assert.That(pages, Is.EqualTo(created));
    }

    [Test]
    public async Task A_job_in_a_list_is_the_job_as_get_shows_it()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        var jobs = new[] { await client.CreateInAsync("done"), await client.CreateInAsync("error"), await client.CreateAsync("\"expiration_minutes\":9") };

        var list = (await client.ListAsync()).Json.EnumerateArray().ToList();

        Assert.That(list, Has.Count.EqualTo(3));
        for (var i = 0; i < jobs.Length; i++)
            Assert.That(list[2 - i].GetRawText(), Is.EqualTo((await client.GetAsync(jobs[i])).Text));
    }

    [Test]
    public async Task Each_status_can_be_asked_for()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        var jobs = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var status in new[] { "new", "progress", "done", "error", "canceled", "expired" }) jobs[status] = await client.CreateInAsync(status);

        foreach (var (status, job) in jobs)
            Assert.That(IdsOf(await client.ListAsync($"?status={status}")), Is.EqualTo(new[] { job }), status);
        Assert.That(IdsOf(await client.ListAsync()), Has.Count.EqualTo(6));
    }

    [Test]
    public async Task The_time_of_creation_can_be_asked_for_from_inclusive_to_exclusive()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        var jobs = new List<(Guid Id, string At)>();
        for (var i = 0; i < 3; i++)
        {
            var id = await client.CreateAsync();
            jobs.Add((id, (await client.GetAsync(id)).Json.GetProperty("create_date").GetString()!));
        }

        Assert.That(IdsOf(await client.ListAsync($"?created_after={jobs[1].At}")), Is.EqualTo(new[] { jobs[2].Id, jobs[1].Id }));
        Assert.That(IdsOf(await client.ListAsync($"?created_before={jobs[1].At}")), Is.EqualTo(new[] { jobs[0].Id }));
        Assert.That(IdsOf(await client.ListAsync($"?created_after={jobs[1].At}&created_before={jobs[2].At}")), Is.EqualTo(new[] { jobs[1].Id }));
        Assert.That(IdsOf(await client.ListAsync("?created_after=2100-01-01")), Is.Empty);
        Assert.That(IdsOf(await client.ListAsync("?created_before=0001-01-01T00:00:00Z")), Is.Empty);
    }

    [Test]
    public async Task The_last_page_has_no_link_and_the_link_keeps_the_filters()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        for (var i = 0; i < 3; i++) await client.CreateAsync();

        var first = await client.ListAsync("?limit=2&status=new&created_after=2020-01-01");
        var link = first.Header("Link")!;
        var last = await client.SendAsync(HttpMethod.Get, NextOf(first)!);
        var exact = await client.ListAsync("?limit=3");

        Assert.That(link, Does.StartWith($"<http://hitl.test/v1/jobs/{client.ProjectId}?").And.EndsWith("; rel=\"next\""));
        Assert.That(link, Does.Contain("limit=2").And.Contains("status=new").And.Contains("created_after=2020-01-01").And.Contains("cursor="));
        Assert.That((IdsOf(last).Count, last.Header("Link")), Is.EqualTo((1, (string?)null)));
        Assert.That((IdsOf(exact).Count, exact.Header("Link")), Is.EqualTo((3, (string?)null)));
    }

    [Test]
    public async Task Every_fault_of_the_query_is_named_at_once()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();

        var answer = await client.ListAsync("?limit=0&cursor=x&status=open&created_after=yesterday&created_before=7");

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest), answer.Text);
        Assert.That(answer.Fields, Is.EquivalentTo(new[] { "limit", "cursor", "status", "created_after", "created_before" }));
        Assert.That((await client.ListAsync("?limit=1001")).Fields, Is.EqualTo(new[] { "limit" }));
    }

    [Test]
    public async Task A_project_without_jobs_is_an_empty_list()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClient();
        client.ProjectId = app.GivenProject(client.AccountId, Contracts.Projects.ProjectStatus.New).ProjectId;

        Assert.That((await client.ListAsync()).Text, Is.EqualTo("[]"));
        Assert.That((await client.ListAsync("?limit=5")).Text, Is.EqualTo("[]"));
    }

    private static List<Guid> IdsOf(Answer list) => [.. list.Json.EnumerateArray().Select(job => job.GetProperty("job_id").GetGuid())];

    private static string? NextOf(Answer page) => page.Header("Link") is { } link ? new Uri(link[1..link.IndexOf('>', StringComparison.Ordinal)]).PathAndQuery : null;
}
