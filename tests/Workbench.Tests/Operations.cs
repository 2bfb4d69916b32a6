namespace Hitl.Workbench.Tests;

/// <summary>The operators' half of the administration, in a real browser against the whole system.</summary>
internal sealed class Operations
{
    private const string Password = "correct horse battery staple";

    [Test]
    public async Task The_pages_show_what_there_is_and_axe_finds_nothing()
    {
        using var customer = await SystemFixture.Admin.CreateAccountAsync("Pages");
        var delivery = await TestDeliveryAsync(customer, "pages", "delivered");
        await using var desk = await SignInAsync();
        var found = new List<string>();

        foreach (var (path, words) in ((string, string)[])
        [
            ($"deliveries?account_id={customer.AccountId}", "webhook.test"),
            ($"deliveries/{delivery}", "Attempt 1: 200"),
            ($"accounts/{customer.AccountId}", "live key"),
            ("audit", "sent a test event"),
            ("operations", "no message has failed"),
        ])
        {
            await desk.Page.GotoAsync($"/app/admin/{path}");
            await Assertions.Expect(desk.Page.Locator("main").GetByText(words, new() { Exact = false }).First).ToBeVisibleAsync();
            found.AddRange(await desk.FaultsOfLooksAsync(path));
        }

        Assert.That(found, Is.Empty);
        desk.ExpectClean();
    }

    [Test]
    public async Task A_new_key_is_shown_once_and_is_revoked_by_typing_its_name()
    {
        using var customer = await SystemFixture.Admin.CreateAccountAsync("Keys");
        await using var desk = await SignInAsync();
        var page = desk.Page;
        await page.GotoAsync($"/app/admin/accounts/{customer.AccountId}");

        await page.GetByRole(AriaRole.Button, new() { Name = "New key" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByLabel("Name").FillAsync("robot");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        var key = (await page.GetByTestId("secret").TextContentAsync())!;
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByTestId("secret")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "I have it" }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("secret")).Not.ToBeVisibleAsync();
        await page.ReloadAsync();
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "robot" });
        await Assertions.Expect(row).ToContainTextAsync("active");
        Assert.That(await page.ContentAsync(), Does.Not.Contain(key));
        using var robot = SystemFixture.Whole.Client(key);
        (await robot.GetAnswerAsync("/v1/projects")).Expect(200);

        await row.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        var revoke = page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Revoke" });
        await Assertions.Expect(revoke).ToBeDisabledAsync();
        await page.GetByLabel("Type robot to confirm").FillAsync("robot");
        await revoke.ClickAsync();
        await Assertions.Expect(row).ToContainTextAsync("revoked");
        await Eventually.AssertAsync(async () => (await robot.GetAnswerAsync("/v1/projects")).Status == 401, "the key is refused");
        desk.ExpectClean();
    }

    [Test]
    public async Task A_callback_key_is_rotated_and_never_shown()
    {
        using var customer = await SystemFixture.Admin.CreateAccountAsync("Secrets");
        await using var desk = await SignInAsync();
        await desk.Page.GotoAsync($"/app/admin/accounts/{customer.AccountId}");
        var row = desk.Page.GetByTestId("secret-live");
        await Assertions.Expect(row).ToContainTextAsync("never");

        await row.GetByRole(AriaRole.Button, new() { Name = "Rotate" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Rotate" }).ClickAsync();
        await Assertions.Expect(row).ToContainTextAsync("the old one is sent until");

        var secret = (await customer.Http.GetAnswerAsync("/v1/webhook-secret")).Expect(200).Json;
        var next = secret.GetProperty("next_callback_keys").GetProperty("live").GetProperty("key").GetString()!;
        Assert.That(await desk.Page.ContentAsync(), Does.Not.Contain(next).And.Not.Contain(secret.GetProperty("secret").GetString()!));
        desk.ExpectClean();
    }

    [Test]
    public async Task A_replay_of_failed_deliveries_reaches_the_clients_server()
    {
        using var customer = await SystemFixture.Admin.CreateAccountAsync("Replay");
        SystemFixture.Site.Answer = webhook => webhook.Path == "replay" ? 500 : 200;
        string delivery;
        try
        {
            delivery = await TestDeliveryAsync(customer, "replay", "exhausted");
        }
        finally
        {
            SystemFixture.Site.Answer = _ => 200;
        }

        await using var desk = await SignInAsync();
        var page = desk.Page;
        await page.GotoAsync($"/app/admin/deliveries?state=exhausted&account_id={customer.AccountId}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send all again" }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("bulk-count")).ToHaveTextAsync("1 delivery fits the filters.");
        var send = page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Send again" });
        await Assertions.Expect(send).ToBeDisabledAsync();
        await page.GetByLabel("Type 1 to confirm").FillAsync("1");
        await send.ClickAsync();
        await Assertions.Expect(page.GetByTestId("bulk-done")).ToHaveTextAsync("1 delivery is on its way again.");

        await Eventually.AssertAsync(() => SystemFixture.Site.Received.Count(webhook => webhook.Path == "replay") == 2, "it came again");
        Assert.That(SystemFixture.Site.Received.Where(webhook => webhook.Path == "replay").Select(webhook => webhook.Id), Is.All.EqualTo(delivery));
        await page.GotoAsync($"/app/admin/deliveries/{delivery}");
        await Assertions.Expect(page.GetByText("Attempt 1: 500")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Attempt 2: 200")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Send again" })).ToBeEnabledAsync();
        desk.ExpectClean();
    }

    [Test]
    public async Task The_audit_leads_to_the_thing()
    {
        using var customer = await SystemFixture.Admin.CreateAccountAsync("Audited");
        (await SystemFixture.Admin.Http.PostAnswerAsync($"/v1/admin/webhook-secrets/{customer.AccountId}/rotate")).Expect(200);
        await using var desk = await SignInAsync();

        await Eventually.AssertAsync(
            async () =>
            {
                await desk.Page.GotoAsync($"/app/admin/audit?path=/v1/admin/webhook-secrets/{customer.AccountId}");
                await desk.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
                return await desk.Page.GetByText("rotated a webhook secret").CountAsync() > 0;
            },
            "the act is in the audit");
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = $"/webhook-secrets/{customer.AccountId}/rotate" }).ClickAsync();

        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Heading, new() { Name = "Audited" })).ToBeVisibleAsync();
        desk.ExpectClean();
    }

    [Test]
    public async Task The_live_view_turns_red_when_a_service_dies_and_green_when_it_is_back()
    {
        await using var desk = await SignInAsync();
        await desk.Page.GotoAsync("/app/admin/operations");
        var metrics = desk.Page.GetByTestId("service-metrics");
        await Assertions.Expect(metrics).ToHaveAttributeAsync("data-level", "green");

        SystemFixture.Whole.Kill("metrics");
        await Assertions.Expect(metrics).ToHaveAttributeAsync("data-level", "red", new() { Timeout = 20_000 });
        await Assertions.Expect(metrics).ToContainTextAsync("It does not answer.");
        await Assertions.Expect(desk.Page.GetByTestId("system-level")).ToHaveAttributeAsync("data-level", "red");
        await Assertions.Expect(desk.Page.GetByTestId("service-jobs")).Not.ToHaveAttributeAsync("data-level", "red");

        await Assertions.Expect(metrics).ToHaveAttributeAsync("data-level", "green", new() { Timeout = 90_000 });
        desk.ExpectClean();
    }

    [Test]
    public async Task A_broken_stream_is_said_to_be_stale()
    {
        await using var desk = await SignInAsync();
        desk.ExpectsFailedRequests = true;
        await desk.Page.RouteAsync("**/operations/live", route => route.AbortAsync());
        await desk.Page.GotoAsync("/app/admin/operations");

        var state = desk.Page.GetByTestId("live-state");
        await Assertions.Expect(state).ToContainTextAsync("Stale", new() { Timeout = 20_000 });
        await desk.Page.UnrouteAsync("**/operations/live");
        await Assertions.Expect(state).ToContainTextAsync("Data from", new() { Timeout = 20_000 });
        await Assertions.Expect(state).Not.ToContainTextAsync("Stale");
        desk.ExpectClean();
    }

    /// <summary>A test event of the account to <paramref name="hook"/>; its id, once it is so.</summary>
    private static async Task<string> TestDeliveryAsync(Customer customer, string hook, string state)
    {
        var body = new { account_id = customer.AccountId, url = SystemFixture.Site.HookUrl(hook) };
        var sent = (await SystemFixture.Admin.Http.PostAnswerAsync("/v1/admin/deliveries/test", body)).Expect(202).Json;
        var id = sent.GetProperty("id").GetString()!;
        await Eventually.AssertAsync(
            async () => (await customer.Http.GetAnswerAsync($"/v1/deliveries/{id}")).Expect(200).Json.GetProperty("state").GetString() == state, $"it is {state}");
        return id;
    }

    /// <summary>A browser in which an administrator has signed in.</summary>
    private static async Task<Desk> SignInAsync()
    {
        var email = $"{Guid.CreateVersion7():N}@example.test";
        (await SystemFixture.Admin.Http.PostAnswerAsync("/v1/admin/annotators", new { email, name = "Op Erator", role = "administrator", password = Password }))
            .Expect(201);
        var desk = await Desk.OpenAsync();
        await desk.Page.GotoAsync("/app/");
        await desk.Page.GetByLabel("E-mail").FillAsync(email);
        await desk.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await desk.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Heading, new() { Name = "My projects" })).ToBeVisibleAsync();
        return desk;
    }
}
