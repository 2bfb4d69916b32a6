namespace Hitl.Workbench.Tests;

/// <summary>Tabs die, networks fail and services restart; what somebody did stays.</summary>
internal sealed class NothingIsLost
{
    private static readonly object[] Form = [new { type = "long_text", name = "story" }];

    [Test]
    public async Task A_closed_tab_leaves_everything_for_the_next()
    {
        var work = await Work.PrepareAsync(Form);
        await work.AskAsync(new { content = "x" });
        await using var desk = await work.BeginAsync();
        await desk.Field("story").Locator("textarea").FillAsync("half a story");
        await desk.ExpectSavedAsync();
        await desk.Page.CloseAsync();

        var again = await desk.OpenTabAsync();
        await again.TakeNextAsync(work.Project);

        await Assertions.Expect(again.Field("story").Locator("textarea")).ToHaveValueAsync("half a story");
        again.ExpectClean();
    }

    [Test]
    public async Task Without_a_network_work_goes_on_and_goes_up_later()
    {
        var work = await Work.PrepareAsync(Form);
        await work.AskAsync(new { content = "x" }, "offline");
        await using var desk = await work.BeginAsync();
        desk.ExpectsFailedRequests = true;
        await desk.Context.SetOfflineAsync(true);
        await desk.Field("story").Locator("textarea").FillAsync("written in a tunnel");
        await Assertions.Expect(desk.SaveState).ToHaveAttributeAsync("data-kind", "offline");

        await desk.Context.SetOfflineAsync(false);

        await desk.ExpectSavedAsync();
        await desk.SubmitAsync();
        Assert.That((await Work.ResultAsync("offline")).GetProperty("story").GetString(), Is.EqualTo("written in a tunnel"));
        desk.ExpectClean();
    }

    [Test]
    public async Task A_restart_of_Workforce_costs_nothing()
    {
        var work = await Work.PrepareAsync(Form);
        await work.AskAsync(new { content = "x" }, "restart");
        await using var desk = await work.BeginAsync();
        desk.ExpectsFailedRequests = true;
        await desk.Field("story").Locator("textarea").FillAsync("before");
        await desk.ExpectSavedAsync();

        SystemFixture.Whole.Kill("workforce");
        await desk.Field("story").Locator("textarea").FillAsync("before and after");

        await Assertions.Expect(desk.SaveState).ToHaveAttributeAsync("data-kind", "saved", new() { Timeout = 60_000 });
        await desk.SubmitAsync();
        Assert.That((await Work.ResultAsync("restart")).GetProperty("story").GetString(), Is.EqualTo("before and after"));
        desk.ExpectClean();
    }

    [Test]
    public async Task Two_tabs_meet_in_a_conflict_and_neither_overwrites_the_other()
    {
        var work = await Work.PrepareAsync(Form);
        await work.AskAsync(new { content = "x" });
        await using var first = await work.BeginAsync();
        first.ExpectsFailedRequests = true;
        var second = await first.OpenTabAsync();
        second.ExpectsFailedRequests = true;
        await second.TakeNextAsync(work.Project);

        await first.Field("story").Locator("textarea").FillAsync("from the first");
        await first.ExpectSavedAsync();
        await second.Field("story").Locator("textarea").FillAsync("from the second");

        var dialog = second.Page.GetByRole(AriaRole.Dialog, new() { Name = "This draft was also changed elsewhere" });
        await Assertions.Expect(dialog).ToContainTextAsync("from the first");
        await Assertions.Expect(dialog).ToContainTextAsync("from the second");
        await second.Page.GetByRole(AriaRole.Button, new() { Name = "Take what was saved elsewhere" }).ClickAsync();
        await Assertions.Expect(second.Field("story").Locator("textarea")).ToHaveValueAsync("from the first");
    }

    [Test]
    public async Task Two_people_never_get_one_job()
    {
        var work = await Work.PrepareAsync([new { type = "text", name = "word" }]);
        await work.AskAsync(new { content = "the only one" });
        await using var first = await work.BeginAsync();

        await using var second = await work.SignInAsync(await work.CreateAnnotatorAsync());
        await second.Page.GotoAsync($"/app/work/{work.Project}");

        await second.ExpectEmptyAsync();
        first.ExpectClean();
        second.ExpectClean();
    }

    [Test]
    public async Task A_submission_is_taken_back_with_the_key_for_undo()
    {
        var work = await Work.PrepareAsync([new { type = "text", name = "word" }], new { undo_seconds = 120 });
        await work.AskAsync(new { content = "one" });
        await work.AskAsync(new { content = "two" });
        await using var desk = await work.BeginAsync();
        await desk.Field("word").Locator("input").FillAsync("too quick");
        await desk.SubmitAsync();
        await Assertions.Expect(desk.Page.GetByText("Submitted.")).ToBeVisibleAsync();

        await desk.Page.Locator("body").PressAsync("Control+z");

        await Assertions.Expect(desk.Field("word").Locator("input")).ToHaveValueAsync("too quick");
        await Assertions.Expect(desk.SubmitButton).ToBeVisibleAsync();
        desk.ExpectClean();
    }
}
