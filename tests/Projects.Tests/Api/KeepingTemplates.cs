using System.Net;
using System.Net.Http.Json;

namespace Hitl.Projects.Tests.Api;

internal sealed class KeepingTemplates
{
    private const string Path = "/v1/account/templates";

    private static ProjectsApp App => Shared.App;

    [Test]
    public async Task An_account_makes_a_template_and_reads_it_back()
    {
        var account = await App.GivenAccountAsync();

        var created = await (await PostAsync(account, """{"name":"Content Review","description":"Review it","fields":[{"name":"approved","type":"boolean","label":"Approve?","required":true}]}"""))
            .ReadAsync(HttpStatusCode.Created);

        Assert.That(created.NamesOf(), Is.EqualTo(new[] { "id", "account_id", "name", "description", "version", "fields", "status", "create_date", "update_date" }));
        Assert.That(created.GetProperty("account_id").GetGuid(), Is.EqualTo(account));
        Assert.That(created.GetProperty("fields").GetRawText(), Is.EqualTo("""[{"type":"boolean","name":"approved","label":"Approve?","required":true}]"""));
        var read = await (await App.ClientOf(account).GetAsync($"{Path}/{created.GetProperty("id")}")).ReadAsync(HttpStatusCode.OK);
        Assert.That(read.GetProperty("fields").GetRawText(), Is.EqualTo(created.GetProperty("fields").GetRawText()));
    }

    [Test]
    public async Task A_wrong_form_is_400_with_every_fault_by_its_path()
    {
        var response = await PostAsync(await App.GivenAccountAsync(), """{"name":" ","fields":[{"type":"choice","name":"a","choices":["x",{"value":7}]},{"type":"?","name":"b c"}]}""");

        var problem = await response.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid_request", "name");
        Assert.That(problem.GetProperty("errors").NamesOf(), Is.EquivalentTo(new[] { "name", "fields[0].choices[1].value", "fields[1].type", "fields[1].name" }));
    }

    [TestCase("""{"fields":[]}""", "name")]
    [TestCase("""{"name":"a"}""", "fields")]
    [TestCase("""{"name":"a","fields":[]}""", "fields")]
    [TestCase("""{"name":"a","fields":{}}""", "fields")]
    public async Task A_template_has_a_name_and_fields(string body, string field) =>
        await (await PostAsync(await App.GivenAccountAsync(), body)).ReadProblemAsync(HttpStatusCode.BadRequest, "invalid_request", field);

    [Test]
    public async Task Other_fields_are_a_new_version_and_the_old_one_stays()
    {
        var account = await App.GivenAccountAsync();
        var template = await App.GivenTemplateAsync(account);

        var renamed = await (await PatchAsync(account, template, """{"name":"Renamed"}""")).ReadAsync(HttpStatusCode.OK);
        var same = await (await PatchAsync(account, template, """{"fields":[{"name":"approved","required":true,"type":"boolean","hotkey":null}]}""")).ReadAsync(HttpStatusCode.OK);
        var changed = await (await PatchAsync(account, template, """{"fields":[{"name":"stars","type":"rating"}]}""")).ReadAsync(HttpStatusCode.OK);

        Assert.That(new[] { renamed, same, changed }.Select(answer => answer.GetProperty("version").GetInt32()), Is.EqualTo(new[] { 1, 1, 2 }));
        var first = await (await App.ClientOf(account).GetAsync($"{Path}/{template}?version=1")).ReadAsync(HttpStatusCode.OK);
        Assert.That((first.GetProperty("version").GetInt32(), first.GetProperty("fields")[0].GetProperty("name").GetString()), Is.EqualTo((1, "approved")));
        var versions = await (await App.ClientOf(account).GetAsync($"{Path}/{template}/versions")).ReadAsync(HttpStatusCode.OK);
        Assert.That(versions.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("version").GetInt32()), Is.EqualTo(new[] { 2, 1 }));
        await (await App.ClientOf(account).GetAsync($"{Path}/{template}?version=3")).ReadProblemAsync(HttpStatusCode.NotFound, "template_not_found");
        await (await App.ClientOf(account).GetAsync($"{Path}/{template}?version=x")).ReadProblemAsync(HttpStatusCode.BadRequest, "invalid_request", "version");
        await (await PatchAsync(account, template, """{"fields":[{"name":"stars","type":"starz"}]}""")).ReadProblemAsync(HttpStatusCode.BadRequest, "invalid_request", "fields[0].type");
    }

    [Test]
    public async Task Another_accounts_template_is_the_same_404_as_none()
    {
        var foreign = await App.GivenTemplateAsync(await App.GivenAccountAsync());
        var account = await App.GivenAccountAsync();

        foreach (var id in new[] { foreign.ToString(), Guid.CreateVersion7().ToString(), "x" })
        {
            foreach (var below in new[] { "", "/versions", "/schema" })
                await (await App.ClientOf(account).GetAsync($"{Path}/{id}{below}")).ReadProblemAsync(HttpStatusCode.NotFound, "template_not_found");
            await (await App.ClientOf(account).PostAsJsonAsync($"{Path}/{id}/judge", new { annotations = new { } })).ReadProblemAsync(HttpStatusCode.NotFound, "template_not_found");
            await (await App.ClientOf(account).PatchAsync($"{Path}/{id}", JsonContent.Create(new { name = "Mine" }))).ReadProblemAsync(HttpStatusCode.NotFound, "template_not_found");
            await (await App.ClientOf(account).DeleteAsync($"{Path}/{id}")).ReadProblemAsync(HttpStatusCode.NotFound, "template_not_found");
        }
    }

    [Test]
    public async Task A_shared_template_is_read_by_all_and_changed_by_administrators()
    {
        var account = await App.GivenAccountAsync();
        var shared = await App.GivenTemplateAsync(null);

        await (await App.ClientOf(account).GetAsync($"{Path}/{shared}")).ReadAsync(HttpStatusCode.OK);
        await (await PatchAsync(account, shared, """{"name":"Mine"}""")).ReadProblemAsync(HttpStatusCode.Forbidden, "template_shared");
        await (await App.ClientOf(account).DeleteAsync($"{Path}/{shared}")).ReadProblemAsync(HttpStatusCode.Forbidden, "template_shared");
        await (await App.Admin.PatchAsync($"/v1/admin/templates/{shared}", JsonContent.Create(new { description = "For all" }))).ReadAsync(HttpStatusCode.OK);
    }

    [Test]
    public async Task Lists_hold_what_one_may_use_page_by_page()
    {
        var account = await App.GivenAccountAsync();
        var foreign = await App.GivenTemplateAsync(await App.GivenAccountAsync());
        var own = await App.GivenTemplateAsync(account);
        var shared = await App.GivenTemplateAsync(null);
        var last = await App.GivenTemplateAsync(account);

        var visible = await AllAsync(App.ClientOf(account), Path);
        var ofAccount = await AllAsync(App.Admin, "/v1/admin/templates", $"account_id={account}&");
        var all = await AllAsync(App.Admin, "/v1/admin/templates");

        Assert.That(visible.Where(id => id == own || id == shared || id == last), Is.EqualTo(new[] { last, shared, own }));
        Assert.That(visible, Does.Not.Contain(foreign));
        Assert.That(ofAccount, Is.EqualTo(new[] { last, own }));
        Assert.That(all, Is.SupersetOf(new[] { foreign, own, shared, last }));
        await (await App.Admin.GetAsync("/v1/admin/templates?account_id=7")).ReadProblemAsync(HttpStatusCode.BadRequest, "invalid_request", "account_id");
    }

    [Test]
    public async Task A_deleted_template_is_gone_and_one_in_use_is_only_hidden()
    {
        var account = await App.GivenAccountAsync();
        var (unused, used) = (await App.GivenTemplateAsync(account), await App.GivenTemplateAsync(account));
        var project = await App.GivenProjectAsync(account);
        await (await App.ConfigureAsync(project, new { template_id = used })).ReadAsync(HttpStatusCode.OK);

        foreach (var id in new[] { unused, used })
            Assert.That((await App.ClientOf(account).DeleteAsync($"{Path}/{id}")).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));

        await (await App.ClientOf(account).GetAsync($"{Path}/{unused}")).ReadProblemAsync(HttpStatusCode.NotFound, "template_not_found");
        var hidden = await (await App.ClientOf(account).GetAsync($"{Path}/{used}")).ReadAsync(HttpStatusCode.OK);
        Assert.That(hidden.GetProperty("status").GetString(), Is.EqualTo("hidden"));
        Assert.That(await AllAsync(App.ClientOf(account), Path), Does.Not.Contain(used));
        await (await PatchAsync(account, used, """{"name":"Back"}""")).ReadProblemAsync(HttpStatusCode.NotFound, "template_not_found");
        await (await App.ConfigureAsync(project, new { template_id = used, lease_minutes = 7 })).ReadAsync(HttpStatusCode.OK);
        await (await App.ConfigureAsync(await App.GivenProjectAsync(account), new { template_id = used })).ReadProblemAsync(HttpStatusCode.BadRequest, "invalid_request", "template_id");
    }

    [Test]
    public async Task Services_read_a_version_or_the_newest()
    {
        var account = await App.GivenAccountAsync();
        var template = await App.GivenTemplateAsync(account);
        await PatchAsync(account, template, """{"fields":[{"name":"stars","type":"rating"}]}""");

        var newest = await App.AsService.GetTemplateAsync(template, null, CancellationToken.None);
        var first = await App.AsService.GetTemplateAsync(template, 1, CancellationToken.None);

        Assert.That((newest!.AccountId, newest.Version, first!.Version), Is.EqualTo(((Guid?)account, 2, 1)));
        Assert.That(await App.AsService.GetTemplateAsync(template, 3, CancellationToken.None), Is.Null);
    }

    private static Task<HttpResponseMessage> PostAsync(Guid account, string body) =>
        App.ClientOf(account).PostAsync(Path, new StringContent(body, null, "application/json"));

    private static Task<HttpResponseMessage> PatchAsync(Guid account, Guid template, string body) =>
        App.ClientOf(account).PatchAsync($"{Path}/{template}", new StringContent(body, null, "application/json"));

    private static async Task<List<Guid>> AllAsync(HttpClient client, string path, string filter = "")
    {
        var ids = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await (await client.GetAsync($"{path}?{filter}limit=2&cursor={cursor}")).ReadAsync(HttpStatusCode.OK);
            ids.AddRange(page.GetProperty("items").IdsOf());
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        return ids;
    }
}
