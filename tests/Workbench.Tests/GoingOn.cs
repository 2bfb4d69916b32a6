namespace Hitl.Workbench.Tests;

/// <summary>From one job to the next, and back again.</summary>
internal sealed class GoingOn
{
    private static readonly object[] Form = [new { type = "text", name = "word" }];

    /// <summary>As many as must wait before anything is had ready ahead of its time.</summary>
    private const int Plenty = 13;

    [Test]
    public async Task The_next_job_is_there_with_its_picture_before_anybody_asks_for_it()
    {
        var work = await Work.PrepareAsync(Form);
        for (var at = 0; at < Plenty; at++) await work.AskAboutPictureAsync();
        await using var desk = await work.SignInAsync();
        var pictures = 0;
        desk.Page.Response += (_, response) => pictures += response.Url.Contains("/v1/files/", StringComparison.Ordinal) && response.Ok ? 1 : 0;
        await desk.TakeNextAsync(work.Project);
        await Eventually.AssertAsync(() => Task.FromResult(pictures >= 2), "the next picture is loaded");
        await desk.Field("word").Locator("input").FillAsync("first");

        // Neither the queue nor a file can be had any more: whatever shows after the submission was there before.
        desk.ExpectsFailedRequests = true;
        await desk.Page.RouteAsync("**/v1/work/next", route => route.AbortAsync());
        await desk.Page.RouteAsync("**/v1/files/**", route => route.AbortAsync());
        await desk.SubmitAsync();

        await Assertions.Expect(desk.Field("word").Locator("input")).ToHaveValueAsync("");
        await Eventually.AssertAsync(
            () => desk.Page.EvaluateAsync<bool>("() => document.querySelector('[data-testid=image-stage] img')?.naturalWidth === 640"),
            "the next picture is shown");
        desk.ExpectClean();
    }

    [Test]
    public async Task What_was_had_ready_is_given_back_when_the_page_is_left()
    {
        var work = await Work.PrepareAsync(Form);
        for (var at = 0; at < Plenty; at++) await work.AskAsync(new { content = $"job {at}" });
        await using var desk = await work.SignInAsync();
        await desk.Page.RunAndWaitForResponseAsync(
            () => desk.TakeNextAsync(work.Project),
            response => response.Request.PostData?.Contains("ahead_of", StringComparison.Ordinal) == true && response.Status == 200);

        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "History" }).ClickAsync();

        await Eventually.AssertAsync(
            () => desk.Page.EvaluateAsync<bool>("async () => (await (await fetch('/v1/work/history')).json()).items.some(one => one.status === 'released')"),
            "it is back in the queue");
        await Assertions.Expect(desk.Page.GetByText("You have done nothing yet.")).ToBeVisibleAsync();
        desk.ExpectClean();
    }

    [Test]
    public async Task Whoever_wants_to_be_asked_is_asked_before_the_next_job_comes()
    {
        var work = await Work.PrepareAsync(Form);
        await work.AskAsync(new { content = "one" });
        await work.AskAsync(new { content = "two" });
        await using var desk = await work.BeginAsync();
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "The next job comes by itself" }).ClickAsync();
        await desk.Page.ReloadAsync();
        await desk.Field("word").Locator("input").FillAsync("first");

        await desk.SubmitAsync();
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Heading, new() { Name = "Submitted." })).ToBeVisibleAsync();
        await desk.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(desk.Field("word").Locator("input")).ToHaveValueAsync("");
        desk.ExpectClean();
    }

    /// <summary>The key is pressed again when all is still, before the first is taken back, or while that is being opened.</summary>
    [TestCase(null)]
    [TestCase("**/undo")]
    [TestCase("**/v1/work/assignments/*")]
    public async Task Each_of_the_last_decisions_is_taken_back_by_key_newest_first(string? held)
    {
        var work = await Work.PrepareAsync(Form, new { undo_seconds = 120 });
        for (var at = 0; at < 3; at++) await work.AskAsync(new { content = $"job {at}" });
        await using var desk = await work.BeginAsync();
        var (isHeld, asked, go) = (false, NewSignal(), NewSignal());
        // Long before it is needed: what the page asks for just after a route was set may still go past it.
        await desk.Page.RouteAsync(held ?? "**/nothing", async route =>
        {
            if (isHeld)
            {
                asked.TrySetResult();
                await go.Task;
            }

            await route.ContinueAsync();
        });
        await desk.Field("word").Locator("input").FillAsync("submitted first");
        await desk.SubmitAsync();
        await Assertions.Expect(desk.Field("word").Locator("input")).ToHaveValueAsync("");
        await desk.Page.Keyboard.PressAsync("Alt+s");
        await desk.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Not now" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Skip", Exact = true }).ClickAsync();
        await Assertions.Expect(desk.Page.GetByText("Skipped.")).ToBeVisibleAsync();
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        isHeld = held is not null;

        await desk.Page.Keyboard.PressAsync("Control+z");
        if (held is not null) await asked.Task.WaitAsync(TimeSpan.FromSeconds(30));
        else await Assertions.Expect(desk.Field("word").Locator("input")).ToBeVisibleAsync();
        await desk.Page.Keyboard.PressAsync("Control+z");
        go.SetResult();

        await Assertions.Expect(desk.Field("word").Locator("input")).ToHaveValueAsync("submitted first");
        await Assertions.Expect(desk.SubmitButton).ToBeVisibleAsync();
        desk.ExpectClean();
    }

    [Test]
    public async Task Earlier_work_is_opened_by_key_one_at_a_time_and_back_again()
    {
        var work = await Work.PrepareAsync(Form);
        for (var at = 0; at < 3; at++) await work.AskAsync(new { content = $"job {at}" });
        await using var desk = await work.BeginAsync();
        foreach (var word in (string[])["first", "second"])
        {
            await desk.Field("word").Locator("input").FillAsync(word);
            await desk.SubmitAsync();
            await Assertions.Expect(desk.Field("word").Locator("input")).ToHaveValueAsync("");
        }

        await desk.Page.Locator("h1").ClickAsync();
        await Assertions.Expect(await StepAsync("Shift+ArrowLeft")).ToHaveValueAsync("second");
        await Assertions.Expect(await StepAsync("Shift+ArrowLeft")).ToHaveValueAsync("first");
        await Assertions.Expect(await StepAsync("Shift+ArrowRight")).ToHaveValueAsync("second");
        await StepAsync("Shift+ArrowRight");

        await Assertions.Expect(desk.SubmitButton).ToBeVisibleAsync();
        desk.ExpectClean();

        async Task<ILocator> StepAsync(string key)
        {
            await desk.Page.Keyboard.PressAsync(key);
            return desk.Field("word").Locator("input");
        }
    }

    [Test]
    public async Task Progress_says_what_the_API_says_also_after_a_reload()
    {
        var work = await Work.PrepareAsync(Form);
        for (var at = 0; at < 3; at++) await work.AskAsync(new { content = $"job {at}" });
        await using var desk = await work.BeginAsync();
        await desk.Field("word").Locator("input").FillAsync("first");
        await desk.SubmitAsync();
        await Assertions.Expect(desk.Page.GetByTestId("progress")).ToHaveTextAsync("1 today, 1 left");

        await desk.Page.ReloadAsync();

        await Assertions.Expect(desk.Page.GetByTestId("progress")).ToHaveTextAsync("1 today, 1 left");
        var (today, waiting) = await Api(desk, work.Project);
        Assert.That((today, waiting), Is.EqualTo((1, 1)));
        desk.ExpectClean();
    }

    [Test]
    public async Task A_comment_goes_with_the_answer_and_outlives_a_reload()
    {
        var work = await Work.PrepareAsync(Form);
        var job = await work.AskAsync(new { content = "one" });
        await using var desk = await work.BeginAsync();
        await desk.Page.Keyboard.PressAsync("Alt+c");
        await desk.Page.GetByLabel("For whoever reviews this").FillAsync("or a fox?");
        await desk.Page.ReloadAsync();
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Button, new() { Name = "Comment added" })).ToBeVisibleAsync();

        await desk.SubmitAsync();

        await desk.ExpectEmptyAsync();
        var kept = (await SystemFixture.Admin.Http.GetAnswerAsync($"/v1/admin/submissions?job_id={job}")).Expect(200).Json.GetProperty("submissions")[0];
        Assert.That(kept.GetProperty("comment").GetString(), Is.EqualTo("or a fox?"));
        desk.ExpectClean();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static async Task<(int Today, int Waiting)> Api(Desk desk, string project)
    {
        var numbers = await desk.Page.EvaluateAsync<int[]>(
            "async id => { const one = (await (await fetch('/v1/work/projects')).json()).find(all => all.id === id); return [one.mine_today, one.waiting]; }", project);
        return (numbers[0], numbers[1]);
    }
}
