using System.Text.Json;

namespace Hitl.Workbench.Tests;

/// <summary>An annotator labels with mouse and keyboard, and the client receives exactly that.</summary>
internal sealed class Labelling
{
    private static readonly string[] Animals = ["cow", "horse"];

    [Test]
    public async Task A_box_is_exact_to_a_pixel_also_when_zoomed()
    {
        var work = await Work.PrepareAsync([new { type = "boxes", name = "boxes", labels = Animals, required = true }]);
        await work.AskAboutPictureAsync("boxes");
        await using var desk = await work.BeginAsync();
        await Assertions.Expect(desk.Image.Locator("img")).ToBeVisibleAsync();

        await desk.DragAsync(100, 80, 220, 170);
        await desk.Page.Keyboard.PressAsync("2");
        // At the cursor, so that what is drawn next stays in sight.
        var (x, y) = await desk.OnScreenAsync(320, 240);
        await desk.Page.Mouse.MoveAsync(x, y);
        for (var step = 0; step < 8; step++) await desk.Page.Mouse.WheelAsync(0, -120);
        await Eventually.AssertAsync(async () => (await desk.Image.Locator("img").BoundingBoxAsync())!.Width > 1500, "the picture is zoomed");
        await desk.DragAsync(301, 221, 333, 252);
        await desk.SubmitAsync();

        await desk.ExpectEmptyAsync();
        await Work.ExpectResultAsync("boxes", """
            {"boxes": [{"left": 100, "top": 80, "width": 120, "height": 90, "label": "cow"}, {"left": 301, "top": 221, "width": 32, "height": 31, "label": "horse"}]}
            """);
        desk.ExpectClean();
    }

    [Test]
    public async Task A_box_needs_no_mouse()
    {
        var work = await Work.PrepareAsync([new { type = "boxes", name = "boxes" }]);
        await work.AskAboutPictureAsync("keyboard-box");
        await using var desk = await work.BeginAsync();
        await Assertions.Expect(desk.Image.Locator("img")).ToBeVisibleAsync();

        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Add a box by numbers" }).PressAsync("Enter");
        foreach (var key in (string[])["Shift+ArrowRight", "ArrowRight", "ArrowDown", "Control+ArrowRight", "Control+Shift+ArrowDown"])
            await desk.Page.Keyboard.PressAsync(key);
        await desk.SubmitAsync();

        await Work.ExpectResultAsync("keyboard-box", """{"boxes": [{"left": 11, "top": 1, "width": 101, "height": 110}]}""");
        desk.ExpectClean();
    }

    [Test]
    public async Task Polygons_lines_and_points_are_drawn_by_clicks()
    {
        var work = await Work.PrepareAsync(
            [new { type = "polygons", name = "roofs" }, new { type = "lines", name = "lanes" }, new { type = "points", name = "eyes" }]);
        await work.AskAboutPictureAsync("shapes");
        await using var desk = await work.BeginAsync();
        await Assertions.Expect(desk.Image.Locator("img")).ToBeVisibleAsync();

        await ClickAsync(desk, (50, 50), (150, 50), (150, 150));
        await desk.Page.Keyboard.PressAsync("Enter");
        await desk.Page.Keyboard.PressAsync("Alt+ArrowDown");
        await ClickAsync(desk, (200, 200), (300, 250));
        await desk.Page.Keyboard.PressAsync("Enter");
        await desk.Page.Keyboard.PressAsync("Alt+ArrowDown");
        await ClickAsync(desk, (400, 300), (420, 300));
        await desk.SubmitAsync();

        await Work.ExpectResultAsync("shapes", """
            {"roofs": [{"points": [[50, 50], [150, 50], [150, 150]]}], "lanes": [{"points": [[200, 200], [300, 250]]}],
             "eyes": [{"points": [[400, 300]]}, {"points": [[420, 300]]}]}
            """);
        desk.ExpectClean();
    }

    [Test]
    public async Task Spans_after_emoji_and_in_Hangul_count_code_points()
    {
        const string text = "😀👩‍🚀 Ada met 김철수 in 서울.";
        var work = await Work.PrepareAsync([new { type = "spans", name = "names", labels = (string[])["person", "place"], source = "text" }]);
        await work.AskAsync(new { content = new { text } }, "spans");
        await using var desk = await work.BeginAsync();

        await desk.MarkAsync("Ada");
        await desk.MarkAsync("김철수");
        await desk.Page.Keyboard.PressAsync("2");
        await desk.MarkAsync("서울");
        await desk.SubmitAsync();

        var spans = (await Work.ResultAsync("spans")).GetProperty("names").EnumerateArray().ToArray();
        var runes = text.EnumerateRunes().ToArray();
        Assert.That(spans.Select(Cut), Is.EquivalentTo((string[])["Ada", "김철수", "서울"]));
        Assert.That(spans.Select(span => span.GetProperty("text").GetString()), Is.EqualTo(spans.Select(Cut)));
        desk.ExpectClean();

        string Cut(JsonElement span) => string.Concat(runes[span.GetProperty("start").GetInt32()..span.GetProperty("end").GetInt32()]);
    }

    [Test]
    public async Task A_whole_form_is_filled_in_by_keyboard()
    {
        var work = await Work.PrepareAsync(
        [
            new { type = "boolean", name = "good" },
            new { type = "choice", name = "animal", choices = Animals },
            new { type = "choices", name = "signs", choices = (string[])["old", "big", "wet"] },
            new { type = "rating", name = "stars" },
            new { type = "likert", name = "agrees" },
            new { type = "ranking", name = "order", choices = (string[])["a", "b"] },
            new { type = "text", name = "word" },
            new { type = "long_text", name = "story" },
            new { type = "number", name = "weight" },
            new { type = "date", name = "day" },
            new { type = "url", name = "page" },
            new { type = "email", name = "mail" },
            new { type = "json", name = "data" },
            new { type = "fields", name = "pieces", fields = new { title = "Title" } },
        ]);
        await work.AskAsync(new { content = "x" }, "form");
        await using var desk = await work.BeginAsync();

        foreach (var digits in (string[])["1", "2", "13", "4", "5", "21"])
        {
            foreach (var digit in digits) await desk.Page.Keyboard.PressAsync($"{digit}");
            await desk.Page.Keyboard.PressAsync("Alt+ArrowDown");
        }

        foreach (var typed in (string[])["hello", "안녕 😀", "12.5", "", "https://example.com/", "a@example.com", "{\"a\": [1]}", "A title"])
        {
            if (typed.Length == 0) await desk.Field("day").Locator("input").FillAsync("2026-07-31");
            else await desk.Page.Keyboard.InsertTextAsync(typed);
            await desk.Page.Keyboard.PressAsync("Alt+ArrowDown");
        }

        await desk.SubmitAsync();
        await Work.ExpectResultAsync("form", """
            {"good": true, "animal": "horse", "signs": ["old", "wet"], "stars": 4, "agrees": 5, "order": ["b", "a"], "word": "hello", "story": "안녕 😀",
             "weight": 12.5, "day": "2026-07-31", "page": "https://example.com/", "mail": "a@example.com", "data": {"a": [1]}, "pieces": {"title": "A title"}}
            """);
        desk.ExpectClean();
    }

    [Test]
    public async Task What_is_missing_is_said_and_gets_the_focus()
    {
        var work = await Work.PrepareAsync([new { type = "boolean", name = "good" }, new { type = "text", name = "why", label = "Why", required = true }]);
        await work.AskAsync(new { content = "x" });
        await using var desk = await work.BeginAsync();

        await desk.SubmitAsync();

        await Assertions.Expect(desk.Field("why").GetByRole(AriaRole.Alert)).ToHaveTextAsync("Why is required.");
        await Assertions.Expect(desk.Field("why").Locator("input")).ToBeFocusedAsync();
        desk.ExpectClean();
    }

    [Test]
    public async Task Keys_go_by_place_while_Hangul_is_switched_on()
    {
        var work = await Work.PrepareAsync([new { type = "choice", name = "animal", choices = new[] { new { value = "cow", key = "q" }, new { value = "horse", key = "w" } } }]);
        await work.AskAsync(new { content = "x" }, "hangul");
        await using var desk = await work.BeginAsync();

        await desk.Page.EvaluateAsync("() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ㅈ', code: 'KeyW', bubbles: true, cancelable: true }))");
        await desk.SubmitAsync();

        await Work.ExpectResultAsync("hangul", """{"animal": "horse"}""");
        desk.ExpectClean();
    }

    private static async Task ClickAsync(Desk desk, params (float X, float Y)[] points)
    {
        foreach (var point in points)
        {
            var (x, y) = await desk.OnScreenAsync(point.X, point.Y);
            await desk.Page.Mouse.ClickAsync(x, y);
        }
    }
}
