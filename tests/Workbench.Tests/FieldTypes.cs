namespace Hitl.Workbench.Tests;

/// <summary>What can be asked and shown besides pictures and texts.</summary>
internal sealed class FieldTypes
{
    [Test]
    public async Task A_slider_is_moved_by_keys()
    {
        var work = await Work.PrepareAsync([new { type = "slider", name = "share", min = 0, max = 10 }]);
        await work.AskAsync(new { content = "x" }, "slider");
        await using var desk = await work.BeginAsync();

        await desk.Field("share").GetByRole(AriaRole.Slider).FocusAsync();
        for (var step = 0; step < 3; step++) await desk.Page.Keyboard.PressAsync("ArrowRight");
        await desk.SubmitAsync();

        await Work.ExpectResultAsync("slider", """{"share": 3}""");
        desk.ExpectClean();
    }

    [Test]
    public async Task A_transcript_is_written_while_keys_play_the_recording()
    {
        var work = await Work.PrepareAsync([new { type = "transcript", name = "speech" }]);
        await work.AskAsync(new { attachments = new[] { Attached("audio", "tone.wav") } }, "transcript");
        await using var desk = await work.BeginAsync();
        var audio = desk.Page.Locator("audio");
        await Eventually.AssertAsync(() => audio.EvaluateAsync<bool>("audio => audio.duration > 0"), "the recording is loaded");

        await desk.Field("speech").Locator("textarea").FocusAsync();
        await desk.Page.Keyboard.PressAsync("Alt+.");
        await desk.Page.Keyboard.PressAsync("Alt+k");
        await Eventually.AssertAsync(() => audio.EvaluateAsync<bool>("audio => audio.currentTime > 0.2 && audio.playbackRate === 1.05"), "it plays, faster");
        await desk.Page.Keyboard.PressAsync("Alt+j");
        await desk.Page.Keyboard.TypeAsync("a tone");
        await desk.Field("speech").GetByLabel("Why it is not complete").FillAsync("no words");
        await desk.SubmitAsync();

        await Work.ExpectResultAsync("transcript", """{"speech": {"transcript": "a tone", "duration": 1, "error": "no words"}}""");
        Assert.That(await desk.Page.EvaluateAsync<string>("() => localStorage.getItem('hitl-speed')"), Is.EqualTo("1.05"));
        desk.ExpectClean();
    }

    [Test]
    public async Task Segments_are_drawn_heard_one_after_the_other_and_written_down()
    {
        var work = await Work.PrepareAsync([new { type = "segments", name = "turns", labels = (string[])["she", "he"] }]);
        await work.AskAsync(
            new
            {
                attachments = new[] { Attached("audio", "step.wav") },
                predictions = new { turns = new object[] { new { start = 0.1, end = 0.3, label = "she" }, new { start = 0.5, end = 0.9, label = "he" } } },
            },
            "segments");
        await using var desk = await work.BeginAsync();
        var audio = desk.Page.Locator("audio");
        await Eventually.AssertAsync(() => audio.EvaluateAsync<bool>("audio => audio.duration > 0"), "the recording is loaded");

        await desk.Page.Keyboard.PressAsync("Alt+n");
        await desk.Field("turns").GetByLabel("Text").FillAsync("first");
        await desk.Page.Keyboard.PressAsync("Alt+n");
        await Eventually.AssertAsync(() => audio.EvaluateAsync<bool>("audio => audio.paused && Math.abs(audio.currentTime - 0.9) < 0.1"), "the second has been played to its end");
        await desk.Page.Keyboard.TypeAsync("second");
        await desk.SubmitAsync();

        await Work.ExpectResultAsync("segments", """
            {"turns": [{"start": 0.1, "end": 0.3, "label": "she", "text": "first"}, {"start": 0.5, "end": 0.9, "label": "he", "text": "second"}]}
            """);
        desk.ExpectClean();
    }

    [Test]
    public async Task Things_to_compare_stand_side_by_side()
    {
        var work = await Work.PrepareAsync([new { type = "comparison", name = "better", choices = (string[])["the first", "the second"] }]);
        await work.AskAsync(
            new { attachments = new[] { new { type = "text", content = "One answer" }, new { type = "text", content = "Another answer" } } }, "comparison");
        await using var desk = await work.BeginAsync();

        await Assertions.Expect(desk.Page.GetByText("One answer")).ToBeVisibleAsync();
        await Assertions.Expect(desk.Page.GetByText("Another answer")).ToBeVisibleAsync();
        await desk.Page.Keyboard.PressAsync("2");
        await desk.SubmitAsync();

        await Work.ExpectResultAsync("comparison", """{"better": {"choice": "the second"}}""");
        desk.ExpectClean();
    }

    [Test]
    public async Task A_phone_call_ends_with_what_came_of_it()
    {
        var work = await Work.PrepareAsync(
            [new { type = "call", name = "call", script = "Hello, I am {{your name}}.", phone_number = "+1 555 0100", choices = (string[])["open", "closed"] }]);
        await work.AskAsync(new { content = "x" }, "call");
        await using var desk = await work.BeginAsync();

        await Assertions.Expect(desk.Field("call").Locator("mark")).ToHaveTextAsync("your name");
        await Assertions.Expect(desk.Field("call").GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", "tel:+15550100");
        await desk.Page.Keyboard.PressAsync("3");
        await desk.SubmitAsync();

        await Work.ExpectResultAsync("call", """{"call": {"outcome": "no_pickup"}}""");
        desk.ExpectClean();
    }

    [Test]
    public async Task What_is_shown_can_be_edited_and_is_shown_once()
    {
        var work = await Work.PrepareAsync(
        [
            new { type = "content_display", name = "text", source = "attachments[0]" },
            new { type = "content_display", name = "reply", source = "reply", editable = true },
        ]);
        await work.AskAsync(new { content = new { reply = "Dear sir" }, attachments = new[] { new { type = "text", content = "Only once" } } }, "edited");
        await using var desk = await work.BeginAsync();

        await Assertions.Expect(desk.Page.GetByText("Only once")).ToHaveCountAsync(1);
        await desk.Field("reply").Locator("textarea").FillAsync("Dear Ada");
        await desk.SubmitAsync();

        await Work.ExpectResultAsync("edited", """{"reply": "Dear Ada"}""");
        desk.ExpectClean();
    }

    [Test]
    public async Task A_film_a_document_and_a_page_of_the_web_are_shown_one_at_a_time()
    {
        var work = await Work.PrepareAsync([new { type = "boolean", name = "good" }]);
        await work.AskAsync(
            new
            {
                attachments = new[] { Attached("video", "film.webm"), Attached("pdf", "paper.pdf"), new { type = "website", url = "https://example.com/page" } },
            },
            "shown");
        await using var desk = await work.BeginAsync();

        await Eventually.AssertAsync(() => desk.Page.Locator("video").EvaluateAsync<bool>("video => video.videoWidth > 0"), "the film is loaded");
        await desk.Page.Locator("h1").ClickAsync();
        await desk.Page.Keyboard.PressAsync("PageDown");
        await Assertions.Expect(desk.Page.GetByTestId("pdf-stage").Locator("canvas")).ToBeVisibleAsync();
        await desk.Page.Keyboard.PressAsync("PageDown");
        var link = desk.Page.GetByRole(AriaRole.Link, new() { Name = "https://example.com/page" });
        await Assertions.Expect(link).ToHaveAttributeAsync("rel", "noopener noreferrer nofollow");
        await desk.Page.Keyboard.PressAsync("1");
        await desk.SubmitAsync();

        await Work.ExpectResultAsync("shown", """{"good": true}""");
        desk.ExpectClean();
    }

    [Test]
    public async Task That_there_is_nothing_is_an_answer()
    {
        var work = await Work.PrepareAsync([new { type = "boxes", name = "boxes", required = true }]);
        await work.AskAboutPictureAsync("nothing");
        await using var desk = await work.BeginAsync();

        await desk.Field("boxes").GetByRole(AriaRole.Checkbox, new() { Name = "There is nothing to mark" }).CheckAsync();
        await desk.SubmitAsync();

        await Work.ExpectResultAsync("nothing", """{"boxes": []}""");
        desk.ExpectClean();
    }

    [Test]
    public async Task What_the_API_refuses_is_said_at_its_field_and_put_right_there()
    {
        var work = await Work.PrepareAsync([new { type = "boolean", name = "good" }, new { type = "number", name = "weight", min = 5 }]);
        await work.AskAsync(new { content = "x" }, "refused");
        await using var desk = await work.BeginAsync();
        desk.ExpectsFailedRequests = true;
        var input = desk.Field("weight").Locator("input");
        await input.FillAsync("3");

        await desk.SubmitAsync();
        await Assertions.Expect(desk.Field("weight").GetByRole(AriaRole.Alert)).ToContainTextAsync("5");
        await Assertions.Expect(input).ToBeFocusedAsync();
        await input.FillAsync("7");
        await desk.ExpectSavedAsync();
        await desk.SubmitAsync();

        await Work.ExpectResultAsync("refused", """{"weight": 7}""");
        desk.ExpectClean();
    }

    private static object Attached(string type, string file) => new { type, url = SystemFixture.Site.FileUrl(file) };
}
