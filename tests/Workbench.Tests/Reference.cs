namespace Hitl.Workbench.Tests;

/// <summary>The reference of the API: every document, from us alone, and calls that can be tried.</summary>
internal sealed class Reference
{
    private static readonly string[] Titles = ["Hitl: HITL.sh's dialect", "Hitl: people", "Hitl: Scale's dialect", "Hitl: WorkersAI's dialect"];

    [TestCase(ColorScheme.Light)]
    [TestCase(ColorScheme.Dark)]
    public async Task Every_document_is_shown_and_nobody_else_is_asked(ColorScheme scheme)
    {
        await using var desk = await Desk.OpenAsync(new() { ColorScheme = scheme });
        await desk.Page.GotoAsync("/docs");
        await TitleOf(desk, "Hitl: the native API").WaitForAsync();
        var chosen = "Hitl: the native API";

        foreach (var title in Titles)
        {
            await desk.Page.GetByRole(AriaRole.Button, new() { Name = chosen, Exact = true }).First.ClickAsync();
            await desk.Page.GetByRole(AriaRole.Option, new() { Name = title }).ClickAsync();
            await TitleOf(desk, title).WaitForAsync();
            chosen = title;
        }

        await desk.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.That(await desk.AxeAsync(".bar"), Is.Empty);
        desk.ExpectClean();
    }

    [Test]
    public async Task A_call_is_tried_with_the_key_which_stands_in_no_address()
    {
        var key = await SystemFixture.Admin.CreateKeyAsync(SystemFixture.Customer.AccountId, "test");
        await using var desk = await Desk.OpenAsync();
        await desk.Page.GotoAsync($"/docs#key={key}");
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Status).First).ToContainTextAsync("TEST");
        await TitleOf(desk, "Hitl: the native API").WaitForAsync();
        Assert.That(desk.Page.Url, Does.Not.Contain(key));

        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Test Request" }).First.ClickAsync();
        var answer = await desk.Page.RunAndWaitForResponseAsync(
            () => desk.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Send" }).First.ClickAsync(),
            response => response.Url.Contains("/v1/", StringComparison.Ordinal));

        Assert.That((answer.Status, new Uri(answer.Url).AbsolutePath), Is.EqualTo((200, "/v1/health")));
        Assert.That(answer.Request.Url, Does.Not.Contain(key));
        Assert.That((await answer.Request.AllHeadersAsync())["authorization"], Is.EqualTo($"Bearer {key}"));
        Assert.That(await desk.Page.EvaluateAsync<string>("() => JSON.stringify(localStorage)"), Does.Not.Contain(key));
        desk.ExpectClean();
    }

    private static ILocator TitleOf(Desk desk, string title) => desk.Page.GetByRole(AriaRole.Heading, new() { Name = title, Level = 1 });
}
