using System.Net;
using System.Text.Json;

namespace Hitl.Projects.Tests.Api;

internal sealed class ReadingProjects
{
    private static ProjectsApp App => Shared.App;

    [Test]
    public async Task A_project_shows_its_status_id_name_date_and_instructions()
    {
        var account = await App.GivenAccountAsync();
        var id = await App.GivenProjectAsync(account, "Cats");

        var project = await (await App.ClientOf(account).GetAsync($"/v1/projects/{id}")).ReadAsync(HttpStatusCode.OK);

        var facts = await App.AsService.GetProjectAsync(id, CancellationToken.None);
        Assert.That(project.NamesOf(), Is.EqualTo(new[] { "status", "id", "name", "create_date", "instructions_file", "instructions_version", "template_id", "template_version" }));
        Assert.That(project.GetProperty("status").GetString(), Is.EqualTo("new"));
        Assert.That(project.GetProperty("id").GetGuid(), Is.EqualTo(id));
        Assert.That(project.GetProperty("name").GetString(), Is.EqualTo("Cats"));
        Assert.That(project.GetProperty("create_date").GetString(), Does.EndWith("Z"));
        Assert.That(project.GetProperty("create_date").GetDateTimeOffset(), Is.EqualTo(facts!.CreatedAt));
        Assert.That(project.GetProperty("instructions_file").GetString(), Is.EqualTo($"http://hitl.test/v1/files/{facts.InstructionsFile!.FileId}"));
    }

    [Test]
    public async Task The_status_follows_the_administrator()
    {
        var account = await App.GivenAccountAsync();
        var id = await App.GivenProjectAsync(account);

        await App.ActivateAsync(id);
        Assert.That(await StatusAsync(account, id), Is.EqualTo("active"));
        await App.DeactivateAsync(id);
        Assert.That(await StatusAsync(account, id), Is.EqualTo("inactive"));
    }

    [Test]
    public async Task Another_accounts_project_an_unknown_one_and_a_malformed_id_are_the_same_404()
    {
        var foreign = await App.GivenProjectAsync(await App.GivenAccountAsync());
        var client = App.ClientOf(await App.GivenAccountAsync());

        var answers = new List<string>();
        foreach (var id in new[] { foreign.ToString(), Guid.CreateVersion7().ToString(), "PROJECT_ID", Guid.Empty.ToString() })
            answers.Add(await (await client.GetAsync($"/v1/projects/{id}")).ReadComparableAsync());

        Assert.That(answers[0], Does.StartWith("404").And.Contain("project_not_found"));
        Assert.That(answers, Is.All.EqualTo(answers[0]));
    }

    [Test]
    public async Task The_list_holds_every_project_of_the_account_newest_first_and_no_other()
    {
        var account = await App.GivenAccountAsync();
        await App.GivenProjectAsync(await App.GivenAccountAsync());
        var ids = await GivenProjectsAsync(account, 3);

        var list = await (await App.ClientOf(account).GetAsync("/v1/projects")).ReadAsync(HttpStatusCode.OK);

        Assert.That(list.IdsOf(), Is.EqualTo(ids));
        Assert.That(list[0].NamesOf(), Is.EqualTo(new[] { "status", "id", "name", "create_date", "instructions_file", "instructions_version", "template_id", "template_version" }));
    }

    [Test]
    public async Task An_account_without_projects_has_an_empty_list()
    {
        var list = await (await App.ClientOf(await App.GivenAccountAsync()).GetAsync("/v1/projects")).ReadAsync(HttpStatusCode.OK);

        Assert.That(list.ValueKind, Is.EqualTo(JsonValueKind.Array));
        Assert.That(list.GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task Pages_lead_from_one_to_the_next_until_all_was_shown_once()
    {
        var account = await App.GivenAccountAsync();
        var ids = await GivenProjectsAsync(account, 5);

        var shown = new List<Guid>();
        var sizes = new List<int>();
        var next = "/v1/projects?limit=2";
        while (next is not null)
        {
            var response = await App.ClientOf(account).GetAsync(next);
            var page = (await response.ReadAsync(HttpStatusCode.OK)).IdsOf();
            shown.AddRange(page);
            sizes.Add(page.Count);
            next = NextOf(response);
        }

        Assert.That(shown, Is.EqualTo(ids));
        Assert.That(sizes, Is.EqualTo(new[] { 2, 2, 1 }));
    }

    [Test]
    public async Task A_page_that_ends_the_list_exactly_leads_nowhere()
    {
        var account = await App.GivenAccountAsync();
        await GivenProjectsAsync(account, 2);

        Assert.That(NextOf(await App.ClientOf(account).GetAsync("/v1/projects?limit=2")), Is.Null);
    }

    [TestCase("limit=0", "limit")]
    [TestCase("limit=1001", "limit")]
    [TestCase("limit=many", "limit")]
    [TestCase("limit=1&limit=2", "limit")]
    [TestCase("cursor=nonsense", "cursor")]
    public async Task A_bad_page_is_400(string query, string field)
    {
        var response = await App.ClientOf(await App.GivenAccountAsync()).GetAsync($"/v1/projects?{query}");

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid_request", field);
    }

    [Test]
    public async Task Only_an_account_reads_here()
    {
        await (await App.Host.ClientFor(null).GetAsync("/v1/projects")).ReadProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
        await (await App.Admin.GetAsync("/v1/projects")).ReadProblemAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    private static async Task<string?> StatusAsync(Guid account, Guid id) =>
        (await (await App.ClientOf(account).GetAsync($"/v1/projects/{id}")).ReadAsync(HttpStatusCode.OK)).GetProperty("status").GetString();

    /// <summary>The ids, newest first.</summary>
    private static async Task<List<Guid>> GivenProjectsAsync(Guid account, int count)
    {
        var ids = new List<Guid>();
        for (var i = 0; i < count; i++) ids.Insert(0, await App.GivenProjectAsync(account, $"Project {i}"));
        // Ids of the same millisecond have no order among them.
        return [.. ids.OrderByDescending(id => id.ToString(), StringComparer.Ordinal)];
    }

    private static string? NextOf(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Link", out var values)) return null;
        var link = values.Single();
        Assert.That(link, Does.Match("^<http://hitl\\.test/v1/projects\\?limit=2&cursor=[^>]+>; rel=\"next\"$"));
        return link["<http://hitl.test".Length..link.IndexOf('>', StringComparison.Ordinal)];
    }
}
