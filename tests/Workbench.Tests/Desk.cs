using System.Collections.Concurrent;

namespace Hitl.Workbench.Tests;

/// <summary>
/// A browser context with one page of the workbench. It remembers what must never happen: an error in the console (a report of the
/// content security policy is one), a dialog, a request to anybody but us.
/// </summary>
internal sealed class Desk(IBrowserContext context, IPage page) : IAsyncDisposable
{
    /// <summary>artifacts/bin/PROJECT/CONFIGURATION/: installed with the web app, which is not built yet when this project is read.</summary>
    private static readonly string AxeScript =
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../services/Workbench/App/node_modules/axe-core/axe.min.js"));

    private static readonly (ColorScheme Scheme, int Width)[] Looks = [(ColorScheme.Light, 1280), (ColorScheme.Dark, 1280), (ColorScheme.Light, 390)];

    private const string MarkScript =
        """
        stretch => {
            const root = document.querySelector('[data-testid="text-stage"]');
            const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const at = node.data.indexOf(stretch);
                if (at < 0) continue;
                getSelection().setBaseAndExtent(node, at, node, at + stretch.length);
                root.dispatchEvent(new PointerEvent('pointerup', { bubbles: true, button: 0 }));
                return;
            }
            throw new Error('There is no ' + stretch);
        }
        """;

    private readonly ConcurrentQueue<string> _faults = new();

    public IPage Page => page;

    public IBrowserContext Context => context;

    public ILocator Image => page.GetByTestId("image-stage");

    public ILocator Text => page.GetByTestId("text-stage");

    public ILocator SubmitButton => page.GetByRole(AriaRole.Button, new() { Name = "Submit" });

    public ILocator SaveState => page.GetByTestId("save-state");

    private ILocator Nothing => page.GetByRole(AriaRole.Heading, new() { Name = "Nothing is waiting for you" });

    /// <summary>Whether errors about requests that did not arrive are expected: tests that take the network or a service away say so.</summary>
    public bool ExpectsFailedRequests { get; set; }

    public static async Task<Desk> OpenAsync(BrowserNewContextOptions? options = null)
    {
        options ??= new();
        options.BaseURL = SystemFixture.Whole.Gateway.ToString();
        options.Locale ??= "en-GB";
        options.ViewportSize ??= new() { Width = 1400, Height = 900 };
        var context = await SystemFixture.Browser.NewContextAsync(options);
        var desk = new Desk(context, await context.NewPageAsync());
        desk.Watch();
        return desk;
    }

    /// <summary>Another tab of the same person.</summary>
    public async Task<Desk> OpenTabAsync()
    {
        var tab = new Desk(context, await context.NewPageAsync());
        tab.Watch();
        return tab;
    }

    public async Task TakeNextAsync(string project)
    {
        await Eventually.AssertAsync(
            async () =>
            {
                await page.GotoAsync($"/app/work/{project}");
                await SubmitButton.Or(Nothing).WaitForAsync();
                return await SubmitButton.IsVisibleAsync();
            },
            "a job has come");
    }

    public ILocator Field(string name) => page.Locator($"[data-field=\"{name}\"]");

    public Task SubmitAsync() => page.Keyboard.PressAsync("Control+Enter");

    public Task ExpectEmptyAsync() => Assertions.Expect(Nothing).ToBeVisibleAsync();

    public Task ExpectSavedAsync() => Assertions.Expect(SaveState).ToHaveAttributeAsync("data-kind", "saved");

    /// <summary>Where a pixel of the picture lies on the screen now.</summary>
    public async Task<(float X, float Y)> OnScreenAsync(float x, float y)
    {
        var image = (await Image.Locator("img").BoundingBoxAsync())!;
        var scale = image.Width / 640;
        return (image.X + (x * scale), image.Y + (y * scale));
    }

    public async Task DragAsync(float fromX, float fromY, float toX, float toY)
    {
        var (x, y) = await OnScreenAsync(fromX, fromY);
        await page.Mouse.MoveAsync(x, y);
        await page.Mouse.DownAsync();
        (x, y) = await OnScreenAsync(toX, toY);
        await page.Mouse.MoveAsync(x, y, new() { Steps = 4 });
        await page.Mouse.UpAsync();
    }

    /// <summary>Marks the first stretch of the text that reads so, as a mouse does.</summary>
    public async Task MarkAsync(string stretch)
    {
        await Text.WaitForAsync();
        await page.EvaluateAsync(MarkScript, stretch);
    }

    /// <summary>The violations that axe finds on the page, or in a part of it, each with the elements.</summary>
    public async Task<string[]> AxeAsync(string part = "html")
    {
        await page.EvaluateAsync(await File.ReadAllTextAsync(AxeScript));
        return await page.EvaluateAsync<string[]>(
            """
            async part => (await axe.run(part)).violations.map(one => `${one.id}: ${one.nodes.map(node => node.html).slice(0, 3).join(' | ')}`)
            """,
            part);
    }

    /// <summary>The violations that axe finds on the page in light and in dark and on a phone, and whether it is wider than its screen.</summary>
    public async Task<IReadOnlyList<string>> FaultsOfLooksAsync(string name)
    {
        var found = new List<string>();
        foreach (var (scheme, width) in Looks)
        {
            await page.SetViewportSizeAsync(width, 900);
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            var look = scheme == ColorScheme.Dark ? "dark" : "light";
            await Assertions.Expect(page.Locator($"html[data-mantine-color-scheme={look}]")).ToBeAttachedAsync();
            found.AddRange((await AxeAsync()).Select(one => $"{name}, {look}, {width}: {one}"));
            var overflow = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
            if (overflow > 0) found.Add($"{name}: {overflow} pixels wider than a screen of {width}");
        }

        return found;
    }

    public void ExpectClean() => Assert.That(_faults, Is.Empty);

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    private void Watch()
    {
        var ours = SystemFixture.Whole.Gateway.Authority;
        page.Console += (_, message) =>
        {
            var isLost = message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal) && ExpectsFailedRequests;
            // Nobody is signed in before the first page: the question whether somebody is answers 401.
            var isFirstQuestion = message.Location.Contains("/v1/work/session", StringComparison.Ordinal);
            if (message.Type == "error" && !isLost && !isFirstQuestion) _faults.Enqueue($"console: {message.Text}");
        };
        page.PageError += (_, error) => _faults.Enqueue($"error: {error}");
        page.Dialog += (_, dialog) =>
        {
            _faults.Enqueue($"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        page.Request += (_, request) =>
        {
            var url = new Uri(request.Url);
            if (url.Scheme is "http" or "https" or "ws" or "wss" && url.Authority != ours) _faults.Enqueue($"request: {request.Url}");
        };
    }
}
