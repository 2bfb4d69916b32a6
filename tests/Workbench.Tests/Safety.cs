using System.Text.Json.Nodes;

namespace Hitl.Workbench.Tests;

/// <summary>What customers send is text; and everybody can use the pages.</summary>
internal sealed class Safety
{
    private static readonly string[] Payloads =
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>", "<iframe src=javascript:alert(1)>",
        "<iframe srcdoc='<script>alert(1)</script>'>", "<body onload=alert(1)>", "<a href='javascript:alert(1)'>click</a>", "[click](javascript:alert(1))",
        "![x](http://evil.test/x.png)", "![x](javascript:alert(1))", "<style>@import 'http://evil.test/x.css'</style>", "<link rel=stylesheet href=http://evil.test/x.css>",
        "<base href=http://evil.test/>", "<meta http-equiv=refresh content='0;url=http://evil.test/'>", "<object data=http://evil.test/x.swf>",
        "<form action=http://evil.test/><input name=p autofocus onfocus=alert(1)></form>", "<math><mtext></table><img src onerror=alert(1)>",
        "\"><img src=x onerror=alert(1)>", "{{constructor.constructor('alert(1)')()}} ${alert(1)} %3Cscript%3Ealert(1)%3C/script%3E",
    ];

    [Test]
    public async Task Twenty_hostile_texts_stay_text_in_ten_places()
    {
        var all = string.Join("\n\n", Payloads);
        var work = await Work.PrepareAsync(
        [
            new { type = "content_display", name = "markdown", source = "shown", format = "markdown", label = Payloads[0], description = all },
            new { type = "content_display", name = "plain", source = "shown" },
            new { type = "content_display", name = "edited", source = "shown", editable = true },
            new { type = "content_display", name = "json", source = "$", format = "json" },
            new { type = "choices", name = "choices", choices = Payloads.Select((payload, at) => new { value = $"v{at}", label = payload }).ToArray() },
            new { type = "rating", name = "rating", min_label = Payloads[1], max_label = Payloads[2] },
            new { type = "call", name = "call", script = all, entity_name = Payloads[3], phone_number = "+1 \"><img src=x onerror=alert(1)>" },
            new { type = "fields", name = "fields", fields = new JsonObject { ["a"] = all } },
            new { type = "spans", name = "spans", source = "text" },
            new { type = "text", name = "text", example = Payloads[1] },
        ]);
        await work.AskAsync(new { content = new { text = all, shown = all }, predictions = new { text = all }, attachments = new[] { new { type = "text", content = all } } });
        await using var desk = await work.BeginAsync();

        await Assertions.Expect(desk.Text).ToContainTextAsync(Payloads[0]);
        await Assertions.Expect(desk.Field("markdown")).ToContainTextAsync("[x]");
        await desk.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        var alive = await desk.Page.EvaluateAsync<int>(
            "() => document.querySelectorAll('main script, main iframe, main object, main base, main link, main meta, main form, [onerror], [onload], [onfocus], a[href^=\"javascript\"]').length");
        Assert.That(alive, Is.Zero);
        desk.ExpectClean();
    }

    [Test]
    public async Task Axe_finds_nothing_on_the_pages()
    {
        var work = await Work.PrepareAsync(
        [
            new { type = "boxes", name = "boxes", labels = (string[])["cow", "horse"] }, new { type = "boolean", name = "good" },
            new { type = "slider", name = "share", min = 0, max = 10 }, new { type = "ranking", name = "order", choices = (string[])["a", "b"] },
        ]);
        await work.AskAsync(new { file_urls = new[] { SystemFixture.Site.FileUrl("picture.png") }, predictions = new { boxes = new[] { new { left = 1, top = 2, width = 30, height = 40, label = "cow" } } } });
        await using var desk = await work.SignInAsync();
        var found = new List<string>();

        foreach (var path in (string[])["", "history", "settings", $"work/{work.Project}"])
        {
            if (path.StartsWith("work", StringComparison.Ordinal)) await desk.TakeNextAsync(work.Project);
            else await desk.Page.GotoAsync($"/app/{path}");
            await desk.Page.GetByRole(AriaRole.Heading).First.WaitForAsync();
            found.AddRange(await desk.FaultsOfLooksAsync(path));
        }

        Assert.That(found, Is.Empty);
        desk.ExpectClean();
    }

    [Test]
    public async Task A_thousand_boxes_stay_fluid()
    {
        var work = await Work.PrepareAsync([new { type = "boxes", name = "boxes" }]);
        var boxes = Enumerable.Range(0, 1000).Select(at => new { left = at % 40 * 15, top = at / 40 * 18, width = 10, height = 12 }).ToArray();
        await work.AskAsync(new { file_urls = new[] { SystemFixture.Site.FileUrl("picture.png") }, predictions = new { boxes } });
        await using var desk = await work.BeginAsync();
        await Assertions.Expect(desk.Page.Locator("[data-mark-index=\"999\"]")).ToBeAttachedAsync();

        Assert.That(await desk.Field("boxes").Locator("li").CountAsync(), Is.LessThan(40), "the list makes only what is in sight");

        // What a frame touches decides, not what this machine needs for it today: moving the pointer while drawing leaves the boxes alone.
        await desk.Page.EvaluateAsync(
            """
            () => {
                window.touched = 0;
                const shapes = document.querySelector('[data-mark-index]').parentElement;
                new MutationObserver(all => {
                    window.touched += all.filter(one => one.target.closest?.('[data-mark-index]')).length;
                }).observe(shapes, { subtree: true, childList: true, attributes: true });
            }
            """);
        await desk.DragAsync(605, 10, 630, 40);
        await Assertions.Expect(desk.Page.Locator("[data-mark-index=\"1000\"]")).ToBeAttachedAsync();

        Assert.That(await desk.Page.EvaluateAsync<int>("() => window.touched"), Is.LessThan(10));
        desk.ExpectClean();
    }
}
