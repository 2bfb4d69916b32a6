using System.Text.RegularExpressions;

namespace Hitl.Workbench.Tests;

/// <summary>What administrators do in the workbench: every page with real things on it.</summary>
internal sealed partial class Office
{
    private static readonly object[] Form =
    [
        new { type = "content_display", name = "shown", source = "text" },
        new { type = "choice", name = "animal", label = "Which animal?", required = true, choices = (string[])["cat", "dog"] },
    ];

    [Test]
    public async Task Every_page_opens_and_axe_finds_nothing()
    {
        var work = await Work.PrepareAsync(Form);
        var job = await DoneAsync(work);
        await using var desk = await AdministrateAsync();
        var template = (await SystemFixture.Admin.Http.GetAnswerAsync($"/v1/admin/projects/{work.Project}")).Expect(200).Json
            .GetProperty("settings").GetProperty("template_id").GetString();
        var activation = $"projects/{work.Project}/activation";
        string[] paths =
        [
            "projects", $"projects/{work.Project}", activation, $"{activation}?step=settings", $"{activation}?step=preview", $"{activation}?step=order",
            $"{activation}?step=activate", "templates", $"templates/{template}", "templates/new", "jobs", $"jobs/{job}", "annotators", "usage",
        ];
        var found = new List<string>();

        foreach (var path in paths)
        {
            await desk.Page.GotoAsync($"/app/admin/{path}");
            await desk.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).WaitForAsync();
            await desk.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await Assertions.Expect(desk.Page.GetByRole(AriaRole.Status, new() { Name = "Loading" })).ToHaveCountAsync(0, new() { Timeout = 30_000 });
            found.AddRange(await desk.FaultsOfLooksAsync(path));
        }

        Assert.That(found, Is.Empty);
        desk.ExpectClean();
    }

    [Test]
    public async Task Progress_and_charts_show_the_numbers_of_the_metrics()
    {
        var work = await Work.PrepareAsync(Form);
        await DoneAsync(work);
        for (var i = 0; i < 4; i++) await work.AskAsync(new { content = new { text = $"waiting {i}" } });
        await using var desk = await AdministrateAsync();
        await Eventually.AssertAsync(async () => (await ProgressAsync(work.Project)) == (5, 1, 4), "the metrics have counted");

        await desk.Page.GotoAsync($"/app/admin/projects/{work.Project}");
        var progress = desk.Page.GetByRole(AriaRole.Region, new() { Name = "Progress" });
        await Assertions.Expect(progress).ToContainTextAsync("1 of 5 done");
        await Assertions.Expect(progress.Locator("li[data-status=done] strong")).ToHaveTextAsync("1");
        await Assertions.Expect(progress.Locator("li[data-status=new] strong")).ToHaveTextAsync("4");
        await Assertions.Expect(progress.Locator("li[data-status=all] strong")).ToHaveTextAsync("5");
        await Assertions.Expect(progress).ToContainTextAsync("as of");

        foreach (var level in (string[])["day", "week", "month", "year"])
        {
            await desk.Page.GotoAsync($"/app/admin/projects/{work.Project}?level={level}");
            await Assertions.Expect(desk.Page.GetByTestId("jobs-chart")).ToHaveAttributeAsync("aria-label", Matching("^Chart: 5 jobs, 1 of them done"));
            await Assertions.Expect(desk.Page.GetByTestId("jobs-chart").Locator("path.recharts-rectangle").First).ToBeVisibleAsync();
        }

        await desk.Page.GetByText("table", new() { Exact = true }).ClickAsync();
        var last = desk.Page.GetByRole(AriaRole.Region, new() { Name = "Jobs over time" }).GetByRole(AriaRole.Row).Last;
        await Assertions.Expect(last.GetByRole(AriaRole.Cell)).ToHaveTextAsync(
            ((string[])["5", "1", "0", "4", "0", "0", "0", @"\d+", @"\d+"]).Select(text => Matching($"^{text}$")));
        desk.ExpectClean();
    }

    [Test]
    public async Task What_failed_to_load_is_not_shown_as_nothing()
    {
        var work = await Work.PrepareAsync(Form);
        await using var desk = await AdministrateAsync();
        desk.ExpectsFailedRequests = true;
        await desk.Page.RouteAsync("**/v1/admin/metrics**", route => route.AbortAsync());
        await desk.Page.RouteAsync("**/v1/admin/metrics/**", route => route.AbortAsync());

        await desk.Page.GotoAsync($"/app/admin/projects/{work.Project}");

        foreach (var name in (string[])["Progress", "Jobs over time"])
        {
            var panel = desk.Page.GetByRole(AriaRole.Region, new() { Name = name });
            await Assertions.Expect(panel.GetByRole(AriaRole.Alert)).ToBeVisibleAsync(new() { Timeout = 30_000 });
            await Assertions.Expect(panel).Not.ToContainTextAsync("No jobs");
        }

        desk.ExpectClean();
    }

    [Test]
    public async Task The_wizard_leads_from_the_instructions_to_a_project_whose_jobs_can_be_claimed()
    {
        var (customer, admin) = (SystemFixture.Customer, SystemFixture.Admin);
        var project = await customer.CreateProjectAsync(SystemFixture.Site.FileUrl("instructions.docx"), "wizard");
        var template = (await customer.Http.PostAnswerAsync("/v1/account/templates", new { name = "animals", fields = Form })).Expect(201).Json.GetProperty("id").GetString();
        await admin.ConfigureAsync(project, new { template_id = template });
        await using var desk = await AdministrateAsync();
        var page = desk.Page;

        await page.GotoAsync($"/app/admin/projects/{project}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Activate" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Mark the animals" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Cats first" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("more", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("a[href^='javascript']")).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Answers per job")).ToHaveValueAsync("1");

        await page.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        var preview = page.GetByTestId("preview");
        await Assertions.Expect(preview).ToContainTextAsync("Which animal?");
        await page.GetByLabel("Content of the sample (JSON)").FillAsync("""{"text":"It's a tabby."}""");
        await Assertions.Expect(preview).ToContainTextAsync("It's a tabby.");

        await page.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        var command = page.GetByLabel("How a client sends a job").Locator("visible=true").Last;
        await Assertions.Expect(command).ToContainTextAsync($"\"project_id\": \"{project}\"");
        await Assertions.Expect(command).ToContainTextAsync("/v1/jobs");

        await page.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        var activate = page.GetByRole(AriaRole.Button, new() { Name = "Activate", Exact = true }).Last;
        await Assertions.Expect(activate).ToBeDisabledAsync();
        await page.GetByLabel("I have read the instructions").CheckAsync();
        await activate.ClickAsync();
        await Assertions.Expect(page.GetByText("The project is active")).ToBeVisibleAsync();

        await customer.CreateJobAsync(new { project_id = project, content = new { text = "a cat" } });
        using var annotator = await admin.CreateAnnotatorAsync(project);
        Assert.That((await annotator.WaitForNextAsync(project)).Json.GetProperty("template").GetProperty("fields").GetArrayLength(), Is.EqualTo(2));
        desk.ExpectClean();
    }

    [Test]
    public async Task A_project_is_deactivated_with_a_reason()
    {
        var work = await Work.PrepareAsync(Form);
        await using var desk = await AdministrateAsync();
        await desk.Page.GotoAsync($"/app/admin/projects/{work.Project}");

        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Deactivate" }).ClickAsync();
        var dialog = desk.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Reason").FillAsync("The instructions are wrong.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Deactivate" }).ClickAsync();

        await Assertions.Expect(desk.Page.GetByText("The instructions are wrong.")).ToBeVisibleAsync();
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Link, new() { Name = "Activate" })).ToBeVisibleAsync();
        desk.ExpectClean();
    }

    [Test]
    public async Task A_form_is_put_together_field_by_field_and_judges_answers()
    {
        await using var desk = await AdministrateAsync();
        desk.ExpectsFailedRequests = true;
        var page = desk.Page;
        await page.GotoAsync("/app/admin/templates/new");
        var preview = page.GetByTestId("preview");
        await Assertions.Expect(preview).ToContainTextAsync("May it be published?");
        await page.GetByLabel("Name", new() { Exact = true }).First.FillAsync("made here");

        await page.GetByRole(AriaRole.Button, new() { Name = "Add a field" }).ClickAsync();
        var field = page.Locator("[data-field-editor=field_3]");
        await field.GetByLabel("Question").FillAsync("What else?");
        await Assertions.Expect(preview).ToContainTextAsync("What else?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Move field_3 up" }).ClickAsync();
        await field.GetByLabel("Name").FillAsync("9 lives");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        // The server's word, at the field and at the input that it is about.
        var wrong = page.Locator("[data-field-editor=\"9 lives\"]");
        await Assertions.Expect(wrong.GetByLabel("Name")).ToHaveAttributeAsync("aria-invalid", "true");
        await wrong.GetByLabel("Name").FillAsync("more");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "made here version 1" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Judge this answer" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The answer does not fit.")).ToBeVisibleAsync();
        await Assertions.Expect(desk.Field("approved").GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await desk.Field("approved").GetByText("Yes", new() { Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Judge this answer" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The answer fits.")).ToBeVisibleAsync();

        await page.Locator("[data-field-editor=more]").GetByRole(AriaRole.Button, new() { Name = "Remove more" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "made here version 2" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Region, new() { Name = "Versions" }).GetByRole(AriaRole.Link, new() { Name = "1", Exact = true }).ClickAsync();
        await Assertions.Expect(preview).ToContainTextAsync("What else?");
        desk.ExpectClean();
    }

    [Test]
    public async Task A_job_is_found_by_its_filters_and_tells_its_history()
    {
        var work = await Work.PrepareAsync(Form);
        var done = await DoneAsync(work, hook: "office");
        var waiting = await work.AskAsync(new { content = new { text = "waiting" } });
        var itsOwn = await work.AskAsync(new { content = "x", template = new { fields = new[] { new { name = "bird", type = "text", label = "Which bird?" } } } });
        await SystemFixture.Site.WaitForAsync("office");
        await using var desk = await AdministrateAsync();
        var page = desk.Page;

        await page.GotoAsync($"/app/admin/jobs?project_id={work.Project}&status=done");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = done })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = waiting })).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Nth(1).GetByRole(AriaRole.Link, new() { Name = "test_project" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = done }).ClickAsync();
        var history = page.GetByTestId("history");
        await Eventually.AssertAsync(
            async () =>
            {
                await page.ReloadAsync();
                await history.WaitForAsync();
                return HistoryOf(await history.InnerTextAsync()) is
                    ["Created", "Started", "Claimed", "Submitted", "Done", "Webhook is to be called", "Webhook answered"];
            },
            "the history is whole and in order");
        await Assertions.Expect(page.GetByTestId("preview")).ToContainTextAsync("Which animal?");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "1 webhook delivery" })).ToBeVisibleAsync();

        await page.GotoAsync($"/app/admin/jobs/{itsOwn}");
        await Assertions.Expect(page.GetByTestId("preview")).ToContainTextAsync("Which bird?");
        await page.GotoAsync($"/app/admin/jobs/{waiting}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByLabel("Message").FillAsync("Wrong project.");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();
        await Assertions.Expect(history).ToContainTextAsync("Stopped with an error");
        await page.GetByRole(AriaRole.Button, new() { Name = "Put back" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Put back" }).ClickAsync();
        await Assertions.Expect(history).ToContainTextAsync("Put back into the queue");
        desk.ExpectClean();
    }

    [Test]
    public async Task People_and_usage_are_shown_by_name_and_downloaded()
    {
        var work = await Work.PrepareAsync(Form);
        await DoneAsync(work);
        await using var desk = await AdministrateAsync();
        var page = desk.Page;

        await page.GotoAsync($"/app/admin/annotators?project_id={work.Project}");
        var person = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Ann Otator" });
        await Assertions.Expect(person.GetByRole(AriaRole.Cell).Nth(4)).ToHaveTextAsync("1");
        await Assertions.Expect(person.GetByRole(AriaRole.Cell).Nth(6)).ToHaveTextAsync(Matching(@"^[\d.]+ s$"));
        Assert.That(await Downloads.CsvAsync(page), Does.Contain("median_active_seconds").And.Contains("Ann Otator"));

        await page.GotoAsync($"/app/admin/usage?account_id={SystemFixture.Customer.AccountId}");
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Nth(1).GetByRole(AriaRole.Link, new() { Name = "Acme" })).ToBeVisibleAsync();
        Assert.That(await Downloads.CsvAsync(page), Does.Contain("billable_jobs").And.Contains("Acme"));
        desk.ExpectClean();
    }

    private static async Task<Desk> AdministrateAsync()
    {
        const string password = "correct horse battery staple";
        var email = $"{Guid.CreateVersion7():N}@example.test";
        (await SystemFixture.Admin.Http.PostAnswerAsync("/v1/admin/annotators", new { email, name = "Ada", password, role = "administrator" })).Expect(201);
        var desk = await Desk.OpenAsync(new() { ViewportSize = new() { Width = 1280, Height = 900 } });
        await desk.Page.GotoAsync("/app/");
        await desk.Page.GetByLabel("E-mail").FillAsync(email);
        await desk.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await desk.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Heading, new() { Name = "My projects" })).ToBeVisibleAsync();
        return desk;
    }

    /// <summary>A job of the project that somebody has done; its id.</summary>
    private static async Task<string> DoneAsync(Work work, string? hook = null)
    {
        using var annotator = await SystemFixture.Admin.CreateAnnotatorAsync(work.Project);
        var job = await work.AskAsync(new { content = new { text = "a cat" } }, hook);
        (await (await annotator.WaitForNextAsync(work.Project)).SubmitAsync(new { animal = "cat" })).Expect(200);
        await SystemFixture.Customer.WaitForAsync(work.Project, job, "done");
        return job;
    }

    private static async Task<(int All, int Done, int New)> ProgressAsync(string project)
    {
        var progress = (await SystemFixture.Admin.Http.GetAnswerAsync($"/v1/admin/metrics/progress?project_ids={project}")).Expect(200).Json[0];
        return (progress.GetProperty("jobs_all").GetInt32(), progress.GetProperty("jobs_done").GetInt32(), progress.GetProperty("jobs_new").GetInt32());
    }

    /// <summary>The first words of each thing that happened.</summary>
    private static string[] HistoryOf(string text) => [.. Happening().Matches(text).Select(match => match.Value)];

    private static Regex Matching(string pattern) => new(pattern, RegexOptions.None, TimeSpan.FromSeconds(1));

    [GeneratedRegex("^(Created|Started|Claimed|Submitted|Done|Webhook is to be called|Webhook answered)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Happening();
}
