using System.Net;
using System.Net.Http.Json;
using System.Text;
using Hitl.Contracts.Projects;
using Hitl.ServiceDefaults.Identity;

namespace Hitl.Projects.Tests.Api;

internal sealed class CreatingAProject
{
    private static ProjectsApp App => Shared.App;

    [Test]
    public async Task The_answer_is_the_id_and_nothing_else()
    {
        var account = await App.GivenAccountAsync();

        var response = await PostAsync(account, new { name = "test_project", instructions_file_url = FakeFiles.NewUrl() });

        var created = await response.ReadAsync(HttpStatusCode.Created);
        Assert.That(created.NamesOf(), Is.EqualTo(new[] { "id" }));
        Assert.That(response.Headers.Location?.ToString(), Is.EqualTo($"/v1/projects/{created.GetProperty("id").GetGuid()}"));
    }

    [Test]
    public async Task Files_is_asked_for_the_url_on_behalf_of_the_account_with_the_extensions_of_instructions()
    {
        var account = await App.GivenAccountAsync();
        var url = FakeFiles.NewUrl();

        await (await PostAsync(account, new { name = "Cats", instructions_file_url = url })).ReadAsync(HttpStatusCode.Created);

        var order = App.Files.OrdersFor(url).Single();
        Assert.That(order.AccountId, Is.EqualTo(account));
        Assert.That(order.Extensions, Is.EqualTo(new[] { "pdf", "docx", "png", "jpg", "jpeg" }));
    }

    [Test]
    public async Task The_project_is_published_whole_with_version_1()
    {
        var account = await App.GivenAccountAsync();
        await using var tap = await App.Host.TapAsync<ProjectChanged>();

        var project = await App.GivenProjectAsync(account, "Dogs");

        var heard = await tap.NextAsync(changed => changed.Project.ProjectId == project);
        Assert.That(heard.Change, Is.EqualTo(ProjectChange.Created));
        Assert.That(Answers.Json(heard.Project), Is.EqualTo(Answers.Json((await App.AsService.GetProjectAsync(project, CancellationToken.None))!)));
        Assert.That(heard.Project.AccountId, Is.EqualTo(account));
        Assert.That(heard.Project.Version, Is.EqualTo(1));
        Assert.That(heard.Project.Name, Is.EqualTo("Dogs"));
        Assert.That(heard.Project.Status, Is.EqualTo(ProjectStatus.New));
        Assert.That(Answers.Json(heard.Project.Settings), Is.EqualTo(Answers.Json(new ProjectSettings())));
        Assert.That(heard.Project.InstructionsFile!.ContentType, Is.EqualTo("application/pdf"));
        Assert.That(heard.Project.InstructionsFile!.Size, Is.EqualTo(1234));
    }

    [TestCase("too_large", "The file is larger than 50 MB.")]
    [TestCase("wrong_content", "The contents are not those of a PDF.")]
    [TestCase("url_extension", "The extension is not one of pdf, docx, png, jpg, jpeg.")]
    public async Task A_url_that_cannot_be_used_is_422_with_the_reason_at_its_field_and_nothing_is_kept(string code, string message)
    {
        var account = await App.GivenAccountAsync();

        var response = await PostAsync(account, new { name = "Cats", instructions_file_url = App.Files.Refuse(code, message) });

        var problem = await response.ReadProblemAsync(HttpStatusCode.UnprocessableEntity, code, "instructions_file_url");
        Assert.That(problem.GetProperty("errors").GetProperty("instructions_file_url")[0].GetString(), Is.EqualTo(message));
        Assert.That(await CountAsync(account), Is.Zero);
    }

    [TestCase(500)]
    [TestCase(503)]
    public async Task Files_out_of_order_is_503_with_Retry_After_and_nothing_is_kept(int status)
    {
        var account = await App.GivenAccountAsync();

        var response = await PostAsync(account, new { name = "Cats", instructions_file_url = App.Files.Break(status) });

        await response.ReadProblemAsync(HttpStatusCode.ServiceUnavailable, "service_unavailable");
        Assert.That(response.Headers.RetryAfter, Is.Not.Null);
        Assert.That(await CountAsync(account), Is.Zero);
    }

    [TestCase("""{"instructions_file_url": "https://a.test/a.pdf"}""", "name")]
    [TestCase("""{"name": null, "instructions_file_url": "https://a.test/a.pdf"}""", "name")]
    [TestCase("""{"name": "", "instructions_file_url": "https://a.test/a.pdf"}""", "name")]
    [TestCase("""{"name": "  ", "instructions_file_url": "https://a.test/a.pdf"}""", "name")]
    [TestCase("""{"name": 7, "instructions_file_url": "https://a.test/a.pdf"}""", "name")]
    [TestCase("""{"name": "Cats"}""", "instructions_file_url")]
    [TestCase("""{"name": "Cats", "instructions_file_url": ""}""", "instructions_file_url")]
    [TestCase("""{"name": "Cats", "instructions_file_url": ["https://a.test/a.pdf"]}""", "instructions_file_url")]
    [TestCase("""{"name": "Cats", "instructions_file_url": "a.pdf"}""", "instructions_file_url")]
    [TestCase("""{"name": "Cats", "instructions_file_url": "/etc/passwd"}""", "instructions_file_url")]
    [TestCase("""{"name": "Cats", "instructions_file_url": "file:///etc/passwd"}""", "instructions_file_url")]
    [TestCase("""{"name": "Cats", "instructions_file_url": "ftp://a.test/a.pdf"}""", "instructions_file_url")]
    [TestCase("""{"name": "Cats", "instructions_file_url": "https://"}""", "instructions_file_url")]
    [TestCase("""{"name": "Cats", "instructions_file_url": " https://a.test/a.pdf"}""", "instructions_file_url")]
    [TestCase("""{"name": "Cats", "instructions_file_url": "https://a.test/a b.pdf"}""", "instructions_file_url")]
    public async Task A_field_that_is_missing_or_of_the_wrong_form_is_400_by_name(string body, string field)
    {
        var account = await App.GivenAccountAsync();

        var response = await PostRawAsync(account, body);

        var problem = await response.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid_request", field);
        Assert.That(problem.GetProperty("errors").NamesOf(), Is.EqualTo(new[] { field }));
    }

    [Test]
    public async Task All_faults_are_named_at_once()
    {
        var problem = await (await PostRawAsync(await App.GivenAccountAsync(), "{}")).ReadProblemAsync(HttpStatusCode.BadRequest, "invalid_request");

        Assert.That(problem.GetProperty("errors").NamesOf(), Is.EquivalentTo(new[] { "name", "instructions_file_url" }));
    }

    [Test]
    public async Task A_name_has_at_most_200_characters_as_people_count_them()
    {
        var account = await App.GivenAccountAsync();
        var longest = string.Concat(Enumerable.Repeat("😀", 200));

        var project = await App.GivenProjectAsync(account, longest);
        var tooLong = await PostAsync(account, new { name = longest + "a", instructions_file_url = FakeFiles.NewUrl() });

        var read = await (await App.ClientOf(account).GetAsync($"/v1/projects/{project}")).ReadAsync(HttpStatusCode.OK);
        Assert.That(read.GetProperty("name").GetString(), Is.EqualTo(longest));
        await tooLong.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid_request", "name");
    }

    [Test]
    public async Task Two_projects_may_have_the_same_name()
    {
        var account = await App.GivenAccountAsync();

        var one = await App.GivenProjectAsync(account, "Same");
        var other = await App.GivenProjectAsync(account, "Same");

        Assert.That(other, Is.Not.EqualTo(one));
    }

    [Test]
    public async Task What_is_no_JSON_object_is_refused()
    {
        var account = await App.GivenAccountAsync();

        await (await PostRawAsync(account, "{")).ReadProblemAsync(HttpStatusCode.BadRequest, "invalid_json");
        await (await PostRawAsync(account, "[]")).ReadProblemAsync(HttpStatusCode.BadRequest, "invalid_json");
        var text = new StringContent("name=Cats", Encoding.UTF8, "application/x-www-form-urlencoded");
        await (await App.ClientOf(account).PostAsync("/v1/projects", text)).ReadProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
    }

    [Test]
    public async Task Text_with_NUL_is_422()
    {
        var body = "{\"name\": \"a" + "\\u0000" + "b\", \"instructions_file_url\": \"https://a.test/a.pdf\"}";

        var response = await PostRawAsync(await App.GivenAccountAsync(), body);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity), await response.Content.ReadAsStringAsync());
    }

    [Test]
    public async Task Only_an_account_creates_projects()
    {
        var body = new { name = "Cats", instructions_file_url = FakeFiles.NewUrl() };

        var nobody = await App.Host.ClientFor(null).PostAsJsonAsync("/v1/projects", body);
        var admin = await App.Admin.PostAsJsonAsync("/v1/projects", body);
        var annotator = await App.Host.ClientFor(new Caller { AnnotatorId = Guid.CreateVersion7() }).PostAsJsonAsync("/v1/projects", body);

        await nobody.ReadProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
        await admin.ReadProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await annotator.ReadProblemAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    [Test]
    public async Task A_slow_download_holds_no_transaction()
    {
        await using var app = await ProjectsApp.StartAsync();
        var account = await app.GivenAccountAsync();
        var gate = new TaskCompletionSource();
        var url = app.Files.Hold(gate.Task);

        var creating = app.ClientOf(account).PostAsJsonAsync("/v1/projects", new { name = "Cats", instructions_file_url = url });
        await Eventually.AssertAsync(() => app.Files.OrdersFor(url).Count == 1, "Files is asked");
        await Eventually.GetAsync(
            () => app.Database.ScalarAsync<long>(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL"),
            open => open == 0,
            "no transaction is open");
        gate.SetResult();

        await (await creating).ReadAsync(HttpStatusCode.Created);
    }

    private static Task<HttpResponseMessage> PostAsync(Guid account, object body) => App.ClientOf(account).PostAsJsonAsync("/v1/projects", body);

    private static Task<HttpResponseMessage> PostRawAsync(Guid account, string body) =>
        App.ClientOf(account).PostAsync("/v1/projects", new StringContent(body, Encoding.UTF8, "application/json"));

    private static Task<long> CountAsync(Guid account) =>
        App.Database.ScalarAsync<long>("SELECT count(*) FROM project WHERE account_id = @account", new { account });
}
