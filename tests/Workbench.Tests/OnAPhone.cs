using System.Text.Json;

namespace Hitl.Workbench.Tests;

/// <summary>A phone, held in one hand.</summary>
internal sealed class OnAPhone
{
    private static readonly BrowserNewContextOptions Phone = new() { HasTouch = true, IsMobile = true, DeviceScaleFactor = 2, ViewportSize = new() { Width = 390, Height = 844 } };

    [Test]
    public async Task Choices_are_made_with_a_thumb()
    {
        var work = await Work.PrepareAsync([new { type = "choice", name = "animal", choices = (string[])["cow", "horse"] }]);
        await work.AskAboutPictureAsync("thumb");
        await using var desk = await work.BeginAsync(options: Phone);
        var horse = desk.Field("animal").Locator("label", new() { HasText = "horse" });

        Assert.That(await desk.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(390), "nothing is wider than the screen");
        Assert.That((await horse.BoundingBoxAsync())!.Height, Is.GreaterThanOrEqualTo(40));
        Assert.That(await desk.AxeAsync(), Is.Empty);
        await horse.TapAsync();
        await desk.SubmitButton.TapAsync();

        await Work.ExpectResultAsync("thumb", """{"animal": "horse"}""");
        desk.ExpectClean();
    }

    [Test]
    public async Task A_box_is_drawn_with_a_finger()
    {
        var work = await Work.PrepareAsync([new { type = "boxes", name = "boxes" }]);
        await work.AskAboutPictureAsync("finger");
        await using var desk = await work.BeginAsync(options: Phone);
        await Assertions.Expect(desk.Image.Locator("img")).ToBeVisibleAsync();

        await using var touch = await Finger.OnAsync(desk);
        await touch.DragAsync(await desk.OnScreenAsync(100, 80), await desk.OnScreenAsync(220, 170));
        await Assertions.Expect(desk.Page.Locator("g[data-mark-index=\"0\"]")).ToBeVisibleAsync();
        // Chromium makes no click of a tap that begins a tenth of a second after a stroke ended elsewhere; no hand is that quick.
        await desk.ExpectSavedAsync();
        await desk.SubmitButton.TapAsync();

        // A finger lands on whole pixels of the screen: about two of the picture here.
        var box = (await Work.ResultAsync("finger")).GetProperty("boxes")[0];
        Assert.That(box.GetProperty("left").GetDouble(), Is.EqualTo(100).Within(3));
        Assert.That(box.GetProperty("width").GetDouble(), Is.EqualTo(120).Within(5));
        desk.ExpectClean();
    }

    /// <summary>One finger; Playwright itself only taps.</summary>
    private sealed class Finger(ICDPSession session) : IAsyncDisposable
    {
        private const int Steps = 5;

        public static async Task<Finger> OnAsync(Desk desk) => new(await desk.Context.NewCDPSessionAsync(desk.Page));

        public async Task DragAsync((float X, float Y) from, (float X, float Y) to)
        {
            await SendAsync("touchStart", from);
            for (var step = 1; step <= Steps; step++)
                await SendAsync("touchMove", (from.X + ((to.X - from.X) * step / Steps), from.Y + ((to.Y - from.Y) * step / Steps)));
            await SendAsync("touchEnd");
        }

        public async ValueTask DisposeAsync() => await session.DetachAsync();

        private Task<JsonElement?> SendAsync(string type, params (float X, float Y)[] points) => session.SendAsync("Input.dispatchTouchEvent", new Dictionary<string, object>
        {
            ["type"] = type,
            ["touchPoints"] = points.Select(point => new { x = point.X, y = point.Y }).ToArray(),
        });
    }
}
