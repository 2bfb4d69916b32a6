using System.Net;
using System.Text.Json.Nodes;
using Hitl.Contracts.Projects;
using static Hitl.Workforce.Tests.WorkforceApp;

namespace Hitl.Workforce.Tests.Api;

internal sealed class SeeingOnesWork : WorkforceFixture
{
    [Test]
    public async Task Projects_say_what_waits_and_what_I_have_done()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        var other = await App.GivenAnnotatorAsync(project);
        for (var i = 0; i < 5; i++) await App.GivenJobAsync(project);
        using var submitted = await App.SubmitAsync(annotator, (await App.ClaimAsync(annotator))!);
        using var skipped = await App.ActAsync(annotator, (await App.ClaimAsync(annotator))!, "skip", new { reason = "no" });
        await App.ClaimAsync(other);

        var listed = (await GetAsync(annotator, "/v1/work/projects")).AsArray().Single()!;

        Assert.That(IdOf(listed), Is.EqualTo(project));
        Assert.That(listed["name"]!.GetValue<string>(), Is.EqualTo($"project {project}"));
        // Of five: one is answered and one skipped by me; the other took the one that I skipped.
        Assert.That(listed["waiting"]!.GetValue<int>(), Is.EqualTo(3));
        Assert.That(listed["mine_done"]!.GetValue<long>(), Is.EqualTo(1));
    }

    [Test]
    public async Task Today_begins_at_midnight()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        for (var i = 0; i < 3; i++) await App.GivenJobAsync(project);
        using var yesterday = await App.SubmitAsync(annotator, (await App.ClaimAsync(annotator))!);
        App.Clock.Advance(TimeSpan.FromDays(1));
        using var today = await App.SubmitAsync(annotator, (await App.ClaimAsync(annotator))!);

        var listed = (await GetAsync(annotator, "/v1/work/projects")).AsArray().Single()!;

        Assert.That(listed["mine_done"]!.GetValue<long>(), Is.EqualTo(2));
        Assert.That(listed["mine_today"]!.GetValue<int>(), Is.EqualTo(1));
    }

    [Test]
    public async Task Only_my_projects_are_listed()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        var foreign = await App.GivenProjectAsync();
        var everywhere = await App.GivenAnnotatorAsync();

        var mine = (await GetAsync(annotator, "/v1/work/projects")).AsArray().Select(listed => IdOf(listed!));
        var all = (await GetAsync(everywhere, "/v1/work/projects")).AsArray().Select(listed => IdOf(listed!)).ToList();

        Assert.That(mine, Is.EqualTo(new[] { project }));
        Assert.That(all, Does.Contain(project).And.Contain(foreign));
    }

    [Test]
    public async Task A_project_that_is_not_active_is_listed_while_work_waits_in_it()
    {
        var (idle, busy) = (await App.GivenProjectAsync(status: ProjectStatus.Inactive), await App.GivenProjectAsync(status: ProjectStatus.Inactive));
        var annotator = await App.GivenAnnotatorAsync(idle, busy);
        await App.GivenJobAsync(busy);

        var listed = (await GetAsync(annotator, "/v1/work/projects")).AsArray().Select(project => IdOf(project!));

        Assert.That(listed, Is.EqualTo(new[] { busy }));
    }

    [Test]
    public async Task History_pages_through_everything_I_did_newest_first()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        var claimed = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            await App.GivenJobAsync(project);
            App.Clock.Advance(TimeSpan.FromMinutes(1));
            var held = (await App.ClaimAsync(annotator))!;
            using var done = await App.SubmitAsync(annotator, held);
            claimed.Add(IdOf(held));
        }

        await App.GivenJobAsync(project);
        await App.ClaimAsync(annotator);

        var seen = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await GetAsync(annotator, $"/v1/work/history?limit=2&cursor={cursor}");
            Assert.That(page["items"]!.AsArray(), Has.Count.LessThanOrEqualTo(2));
            seen.AddRange(page["items"]!.AsArray().Select(entry => IdOf(entry!)));
            cursor = page["next_cursor"]?.GetValue<string>();
        }
        while (cursor is not null);

        claimed.Reverse();
        Assert.That(seen, Is.EqualTo(claimed), "what I hold now is no history yet");
    }

    [Test]
    public async Task History_is_mine_alone()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        await App.GivenJobAsync(project);
        using var done = await App.SubmitAsync(annotator, (await App.ClaimAsync(annotator))!);

        var other = await GetAsync(await App.GivenAnnotatorAsync(project), "/v1/work/history");

        Assert.That(other["items"]!.AsArray(), Is.Empty);
    }

    [TestCase("limit=0")]
    [TestCase("limit=1001")]
    [TestCase("limit=x")]
    [TestCase("cursor=nonsense")]
    public async Task Bad_paging_is_refused(string query)
    {
        var annotator = await App.GivenAnnotatorAsync();

        using var response = await App.As(annotator).GetAsync(new Uri($"/v1/work/history?{query}", UriKind.Relative));

        await ProblemAsync(response, HttpStatusCode.BadRequest, "invalid_request");
    }

    private async Task<JsonNode> GetAsync(Guid annotator, string path)
    {
        using var response = await App.As(annotator).GetAsync(new Uri(path, UriKind.Relative));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        return await JsonAsync(response);
    }
}
