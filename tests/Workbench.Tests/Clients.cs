namespace Hitl.Workbench.Tests;

/// <summary>An account's own pages, behind its key.</summary>
internal sealed class Clients
{
    private static CustomerSite Site => SystemFixture.Site;

    [Test]
    public async Task An_account_sees_its_projects_jobs_results_and_files_and_nobody_elses()
    {
        using var customer = await SystemFixture.Admin.CreateAccountAsync();
        using var stranger = await SystemFixture.Admin.CreateAccountAsync();
        var (project, job) = await DoneJobAsync(customer);
        var waiting = await customer.CreateJobAsync(project, Site);
        var (foreignProject, foreignJob) = await DoneJobAsync(stranger);
        await using var desk = await EnterAsync(customer.Key);
        desk.ExpectsFailedRequests = true;

        await Assertions.Expect(desk.Page.GetByText(project)).ToBeVisibleAsync();
        await Assertions.Expect(desk.Page.GetByText(foreignProject)).ToHaveCountAsync(0);
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Note)).ToHaveCountAsync(0);
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "test_project" }).ClickAsync();
        await Assertions.Expect(desk.Page.GetByText(waiting)).ToBeVisibleAsync();
        await desk.Page.GetByRole(AriaRole.Combobox, new() { Name = "Status" }).Or(desk.Page.GetByLabel("Status").First).First.ClickAsync();
        await desk.Page.GetByRole(AriaRole.Option, new() { Name = "done" }).ClickAsync();
        await Assertions.Expect(desk.Page.GetByText(waiting)).ToHaveCountAsync(0);
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = job }).ClickAsync();
        await Assertions.Expect(desk.Page.GetByText("\"tabby\"")).ToBeVisibleAsync();
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Img, new() { Name = "picture.png" })).ToBeVisibleAsync();

        await desk.Page.GotoAsync($"/app/client/jobs/{foreignProject}/{foreignJob}");
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await desk.Page.GotoAsync("/app/client/usage");
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Heading, new() { Name = "test_project" })).ToBeVisibleAsync();
        Assert.That(await desk.Page.EvaluateAsync<string>("() => JSON.stringify(localStorage)"), Does.Not.Contain(customer.Key));
        await using var other = await desk.OpenTabAsync();
        await other.Page.GotoAsync("/app/client");
        await Assertions.Expect(other.Page.GetByLabel("API key")).ToBeVisibleAsync();
        desk.ExpectClean();
    }

    [Test]
    public async Task A_project_is_created_and_a_webhook_tested_and_sent_again()
    {
        using var customer = await SystemFixture.Admin.CreateAccountAsync();
        var hook = $"client-{Guid.CreateVersion7():N}";
        await using var desk = await EnterAsync(await SystemFixture.Admin.CreateKeyAsync(customer.AccountId, "test"));
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Note)).ToContainTextAsync("TEST");

        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "New project" }).ClickAsync();
        await desk.Page.GetByLabel("Name").FillAsync("Paintings");
        await desk.Page.GetByLabel("URL of the instructions").FillAsync(Site.FileUrl("instructions.pdf"));
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Link, new() { Name = "Paintings" })).ToBeVisibleAsync();
        var projects = (await customer.Http.GetAnswerAsync("/v1/projects")).Expect(200).Json;
        Assert.That(projects[0].GetProperty("name").GetString(), Is.EqualTo("Paintings"));

        await desk.Page.GetByRole(AriaRole.Tab, new() { Name = "Webhooks" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Send a test event" }).ClickAsync();
        await desk.Page.GetByLabel("URL", new() { Exact = true }).FillAsync(Site.HookUrl(hook));
        await desk.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Send a test event" }).ClickAsync();
        await Site.WaitForAsync(hook);
        await Eventually.AssertAsync(
            async () => (await customer.Http.GetAnswerAsync("/v1/deliveries?state=delivered")).Expect(200).Json.GetProperty("items").GetArrayLength() == 1,
            "the try is in the log");
        await desk.Page.ReloadAsync();
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "1 try" }).ClickAsync();
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Dialog).GetByText("200")).ToBeVisibleAsync();
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();
        await Eventually.AssertAsync(() => Site.Received.Count(webhook => webhook.Path == hook) == 2, "it came again");

        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Try the API" }).ClickAsync();
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Status).First).ToContainTextAsync("TEST");
        Assert.That(desk.Page.Url, Does.Not.Contain("hitl_test_"));
        desk.ExpectClean();
    }

    [Test]
    public async Task A_wrong_key_is_refused_in_words()
    {
        await using var desk = await Desk.OpenAsync();
        desk.ExpectsFailedRequests = true;
        await desk.Page.GotoAsync("/app/client");
        await desk.Page.GetByLabel("API key", new() { Exact = true }).FillAsync("hitl_live_0000000000000000000000000000000000aa");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Enter" }).ClickAsync();

        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("key");
        Assert.That(await desk.Page.EvaluateAsync<int>("() => sessionStorage.length"), Is.Zero);
        desk.ExpectClean();
    }

    [Test]
    public async Task Axe_finds_nothing_on_the_pages()
    {
        using var customer = await SystemFixture.Admin.CreateAccountAsync();
        var (project, job) = await DoneJobAsync(customer);
        var key = await SystemFixture.Admin.CreateKeyAsync(customer.AccountId, "test");
        await using var desk = await EnterAsync(key);
        var found = new List<string>();

        foreach (var path in (string[])["projects", "jobs", $"jobs/{project}/{job}", "deliveries", "usage"])
        {
            await desk.Page.GotoAsync($"/app/client/{path}");
            await desk.Page.GetByRole(AriaRole.Heading).First.WaitForAsync();
            await desk.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            found.AddRange(await desk.FaultsOfLooksAsync(path));
        }

        Assert.That(found, Is.Empty);
        desk.ExpectClean();
    }

    private static async Task<Desk> EnterAsync(string key)
    {
        var desk = await Desk.OpenAsync();
        await desk.Page.GotoAsync("/app/client");
        await desk.Page.GetByLabel("API key", new() { Exact = true }).FillAsync(key);
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Enter" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Heading, new() { Name = "Projects" }).WaitForAsync();
        return desk;
    }

    private static async Task<(string Project, string Job)> DoneJobAsync(Customer customer)
    {
        var project = await customer.CreateActiveProjectAsync(SystemFixture.Admin, Site);
        using var annotator = await SystemFixture.Admin.CreateAnnotatorAsync(project);
        var job = await customer.CreateJobAsync(new { project_id = project, file_urls = new[] { Site.FileUrl("picture.png") } });
        (await (await annotator.WaitForNextAsync(project)).SubmitAsync(new { label = "tabby" })).Expect(200);
        await customer.WaitForAsync(project, job, "done");
        return (project, job);
    }
}
