using System.Net;
using System.Net.Http.Json;
using Hitl.Contracts.Projects;

namespace Hitl.Projects.Tests.Api;

internal sealed class ConfiguringProjects
{
    private const string Defaults =
        """{"template_id":null,"template_version":null,"submissions":1,"completion_rule":"first","agreement":{"threshold":0.6,"iou":0.5,"submissions_max":5},"review":{"stages":1,"sample_rate":1,"return_to":"author"},"undo_seconds":0,"allows_corrections":false,"allows_skipping":true,"asks_second_opinion":false,"allows_fallback":false,"team_ids":[],"lease_minutes":30}""";

    private static ProjectsApp App => Shared.App;

    [Test]
    public async Task All_settings_are_replaced_and_published()
    {
        var account = await App.GivenAccountAsync();
        var project = await App.GivenProjectAsync(account);
        var template = await App.GivenTemplateAsync(account);
        var team = Guid.CreateVersion7();
        await using var tap = await App.Host.TapAsync<ProjectChanged>();

        var changed = await (await App.ConfigureAsync(project, new
        {
            template_id = template,
            submissions = 3,
            completion_rule = "agreement",
            agreement = new { threshold = 0.75, iou = 0.4, submissions_max = 7 },
            review = new { stages = 2, sample_rate = 0.25, return_to = "another" },
            undo_seconds = 20,
            allows_corrections = true,
            allows_skipping = false,
            asks_second_opinion = true,
            allows_fallback = true,
            team_ids = new[] { team, team },
            lease_minutes = 1440,
        })).ReadAsync(HttpStatusCode.OK);

        Assert.That(changed.GetProperty("settings").GetRawText(), Is.EqualTo(
            $$$"""{"template_id":"{{{template}}}","template_version":1,"submissions":3,"completion_rule":"agreement","agreement":{"threshold":0.75,"iou":0.4,"submissions_max":7},"review":{"stages":2,"sample_rate":0.25,"return_to":"another"},"undo_seconds":20,"allows_corrections":true,"allows_skipping":false,"asks_second_opinion":true,"allows_fallback":true,"team_ids":["{{{team}}}"],"lease_minutes":1440}"""));
        var heard = await tap.NextAsync(fact => fact.Project.ProjectId == project && fact.Change == ProjectChange.SettingsChanged);
        Assert.That(Answers.Json(heard.Project.Settings), Is.EqualTo(Answers.Json(new ProjectSettings
        {
            Submissions = 3,
            CompletionRule = CompletionRule.Agreement,
            Agreement = new AgreementSettings { Threshold = 0.75, Iou = 0.4, SubmissionsMax = 7 },
            Review = new ReviewSettings { Stages = 2, SampleRate = 0.25, ReturnTo = ReturnTo.Another },
            UndoSeconds = 20,
            AllowsCorrections = true,
            AllowsSkipping = false,
            AsksSecondOpinion = true,
            AllowsFallback = true,
            TeamIds = [team],
            LeaseMinutes = 1440,
        })));
        Assert.That(heard.Project.Version, Is.EqualTo(2));
        Assert.That((heard.Project.Template!.TemplateId, heard.Project.Template.Version), Is.EqualTo((template, 1)));
        Assert.That(heard.Project.Template.Form.GetRawText(), Is.EqualTo("""{"fields":[{"type":"boolean","name":"approved","required":true}]}"""));
        Assert.That(Answers.Json(await FactsAsync(project)), Is.EqualTo(Answers.Json(heard.Project)));
    }

    [Test]
    public async Task A_setting_that_is_left_out_gets_its_default()
    {
        var project = await App.GivenProjectAsync(await App.GivenAccountAsync());
        await App.ConfigureAsync(project, new { lease_minutes = 5, completion_rule = "review", submissions = 4, undo_seconds = 9 });

        var changed = await (await App.ConfigureAsync(project, new { })).ReadAsync(HttpStatusCode.OK);

        Assert.That(changed.GetProperty("settings").GetRawText(), Is.EqualTo(Defaults));
    }

    [Test]
    public async Task The_same_settings_again_are_no_change()
    {
        var account = await App.GivenAccountAsync();
        var project = await App.GivenProjectAsync(account);
        Guid[] teams = [Guid.CreateVersion7(), Guid.CreateVersion7()];
        var template = await App.GivenTemplateAsync(account);
        await App.ConfigureAsync(project, new { lease_minutes = 5, team_ids = teams, template_id = template });

        await (await App.ConfigureAsync(project, new { lease_minutes = 5, team_ids = teams.Reverse(), template_id = template, template_version = 1 })).ReadAsync(HttpStatusCode.OK);

        Assert.That((await FactsAsync(project)).Version, Is.EqualTo(2));
    }

    [Test]
    public async Task Enough_people_may_be_asked_for_the_submissions_wanted()
    {
        var project = await App.GivenProjectAsync(await App.GivenAccountAsync());

        var changed = await (await App.ConfigureAsync(project, new { completion_rule = "agreement", submissions = 9 })).ReadAsync(HttpStatusCode.OK);

        Assert.That(changed.GetProperty("settings").GetProperty("agreement").GetProperty("submissions_max").GetInt32(), Is.EqualTo(9));
    }

    [TestCase("""{"lease_minutes": 0}""", "lease_minutes")]
    [TestCase("""{"lease_minutes": 1441}""", "lease_minutes")]
    [TestCase("""{"lease_minutes": 1.5}""", "lease_minutes")]
    [TestCase("""{"lease_minutes": "30"}""", "lease_minutes")]
    [TestCase("""{"submissions": 0}""", "submissions")]
    [TestCase("""{"submissions": 2}""", "submissions")]
    [TestCase("""{"submissions": 2, "completion_rule": "first"}""", "submissions")]
    [TestCase("""{"submissions": 51, "completion_rule": "review"}""", "submissions")]
    [TestCase("""{"submissions": 1, "completion_rule": "agreement"}""", "submissions")]
    [TestCase("""{"completion_rule": "agreement"}""", "submissions")]
    [TestCase("""{"completion_rule": "vote"}""", "completion_rule")]
    [TestCase("""{"submissions": 3, "completion_rule": "agreement", "agreement": {"submissions_max": 2}}""", "agreement.submissions_max")]
    [TestCase("""{"agreement": {"submissions_max": 51}}""", "agreement.submissions_max")]
    [TestCase("""{"agreement": {"threshold": 0}}""", "agreement.threshold")]
    [TestCase("""{"agreement": {"iou": 1.1}}""", "agreement.iou")]
    [TestCase("""{"agreement": {"iou": "a"}}""", "agreement.iou")]
    [TestCase("""{"review": {"stages": 6}}""", "review.stages")]
    [TestCase("""{"review": {"sample_rate": -0.1}}""", "review.sample_rate")]
    [TestCase("""{"review": {"return_to": "nobody"}}""", "review.return_to")]
    [TestCase("""{"undo_seconds": 601}""", "undo_seconds")]
    [TestCase("""{"allows_skipping": "no"}""", "allows_skipping")]
    [TestCase("""{"team_ids": ["a"]}""", "team_ids[0]")]
    [TestCase("""{"template_id": "a"}""", "template_id")]
    [TestCase("""{"template_version": 1}""", "template_version")]
    public async Task A_setting_that_breaks_a_rule_is_400_by_name(string body, string field)
    {
        var project = await App.GivenProjectAsync(await App.GivenAccountAsync());

        var response = await App.Admin.PutAsync($"/v1/admin/projects/{project}/settings", new StringContent(body, null, "application/json"));

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid_request", field);
        Assert.That((await FactsAsync(project)).Version, Is.EqualTo(1));
    }

    [Test]
    public async Task A_project_takes_its_accounts_templates_and_shared_ones_and_no_others()
    {
        var account = await App.GivenAccountAsync();
        var project = await App.GivenProjectAsync(account);
        var shared = await App.GivenTemplateAsync(null);
        var foreign = await App.GivenTemplateAsync(await App.GivenAccountAsync());

        await (await App.ConfigureAsync(project, new { template_id = shared })).ReadAsync(HttpStatusCode.OK);
        foreach (var unusable in new[] { foreign, Guid.CreateVersion7() })
            await (await App.ConfigureAsync(project, new { template_id = unusable })).ReadProblemAsync(HttpStatusCode.BadRequest, "invalid_request", "template_id");
        await (await App.ConfigureAsync(project, new { template_id = shared, template_version = 2 }))
            .ReadProblemAsync(HttpStatusCode.BadRequest, "invalid_request", "template_version");

        Assert.That((await FactsAsync(project)).Template!.TemplateId, Is.EqualTo(shared));
    }

    [Test]
    public async Task A_project_keeps_its_version_until_it_is_configured_again()
    {
        var account = await App.GivenAccountAsync();
        var project = await App.GivenProjectAsync(account);
        var template = await App.GivenTemplateAsync(account);
        await App.ConfigureAsync(project, new { template_id = template });

        await App.Admin.PatchAsync($"/v1/admin/templates/{template}", JsonContent.Create(new { fields = new[] { new { type = "rating", name = "stars" } } }));
        Assert.That((await FactsAsync(project)).Template!.Version, Is.EqualTo(1));
        await App.ConfigureAsync(project, new { template_id = template });

        var facts = await FactsAsync(project);
        Assert.That(facts.Template!.Version, Is.EqualTo(2));
        var own = await (await App.ClientOf(account).GetAsync($"/v1/projects/{project}")).ReadAsync(HttpStatusCode.OK);
        Assert.That((own.GetProperty("template_id").GetGuid(), own.GetProperty("template_version").GetInt32()), Is.EqualTo((template, 2)));
    }

    [Test]
    public async Task New_instructions_count_up_and_are_published([Values] bool byAdministrator)
    {
        var account = await App.GivenAccountAsync();
        var project = await App.GivenProjectAsync(account);
        var before = await FactsAsync(project);
        await using var tap = await App.Host.TapAsync<ProjectChanged>();

        var client = byAdministrator ? App.Admin : App.ClientOf(account);
        var path = byAdministrator ? $"/v1/admin/projects/{project}/instructions" : $"/v1/projects/{project}/instructions";
        var instructed = await (await client.PutAsJsonAsync(path, new { instructions_file_url = FakeFiles.NewUrl() })).ReadAsync(HttpStatusCode.OK);

        Assert.That(instructed.GetProperty("instructions_version").GetInt32(), Is.EqualTo(2));
        var heard = await tap.NextAsync(fact => fact.Project.ProjectId == project && fact.Change == ProjectChange.InstructionsChanged);
        Assert.That((heard.Project.InstructionsVersion, heard.Project.Version), Is.EqualTo((2, 2L)));
        Assert.That(heard.Project.InstructionsFile!.FileId, Is.Not.EqualTo(before.InstructionsFile!.FileId));
        Assert.That(instructed.GetProperty("instructions_file").GetString(), Does.EndWith(heard.Project.InstructionsFile!.FileId.ToString()));
    }

    [Test]
    public async Task Instructions_that_cannot_be_used_change_nothing()
    {
        var account = await App.GivenAccountAsync();
        var project = await App.GivenProjectAsync(account);
        var url = App.Files.Refuse("wrong_content", "It is no PDF.");

        await (await PutAsync(account, url)).ReadProblemAsync(HttpStatusCode.UnprocessableEntity, "wrong_content", "instructions_file_url");
        await (await PutAsync(account, "ftp://a")).ReadProblemAsync(HttpStatusCode.BadRequest, "invalid_request", "instructions_file_url");
        await (await PutAsync(await App.GivenAccountAsync(), FakeFiles.NewUrl())).ReadProblemAsync(HttpStatusCode.NotFound, "project_not_found");

        Assert.That((await FactsAsync(project)).InstructionsVersion, Is.EqualTo(1));

        Task<HttpResponseMessage> PutAsync(Guid by, string given) =>
            App.ClientOf(by).PutAsJsonAsync($"/v1/projects/{project}/instructions", new { instructions_file_url = given });
    }

    private static async Task<ProjectFacts> FactsAsync(Guid project) => (await App.AsService.GetProjectAsync(project, CancellationToken.None))!;
}
