namespace Hitl.Workbench.Tests;

/// <summary>Many marks, many labels, and how the picture under them is looked at.</summary>
internal sealed class Marking
{
    private static readonly string[] Animals = ["cow", "horse"];

    private static readonly object TwoBoxes = new
    {
        boxes = new object[]
        {
            new { left = 10, top = 10, width = 100, height = 80, label = "cow" },
            new { left = 300, top = 200, width = 50, height = 60, label = "horse" },
        },
    };

    [Test]
    public async Task Among_many_labels_three_letters_find_one_and_the_latest_stand_first()
    {
        var labels = Enumerable.Range(0, 30).Select(at => $"animal{at}").Append("zebra").ToArray();
        var work = await Work.PrepareAsync([new { type = "boxes", name = "boxes", labels }]);
        await work.AskAboutPictureAsync("labels");
        await using var desk = await work.BeginAsync();
        await Assertions.Expect(desk.Image.Locator("img")).ToBeVisibleAsync();

        await desk.Page.Keyboard.PressAsync("l");
        await desk.Page.Keyboard.TypeAsync("zeb");
        await desk.Page.Keyboard.PressAsync("Enter");
        await desk.DragAsync(100, 80, 220, 170);

        await Assertions.Expect(desk.Field("boxes").GetByRole(AriaRole.Toolbar).GetByRole(AriaRole.Button).First).ToHaveTextAsync("zebra");
        await desk.SubmitAsync();
        await Work.ExpectResultAsync("labels", """{"boxes": [{"left": 100, "top": 80, "width": 120, "height": 90, "label": "zebra"}]}""");
        desk.ExpectClean();
    }

    [Test]
    public async Task A_label_says_when_it_is_the_right_one()
    {
        var work = await Work.PrepareAsync(
            [new { type = "boxes", name = "boxes", labels = new object[] { "cow", new { value = "calf", description = "Younger than a year." } } }]);
        await work.AskAboutPictureAsync();
        await using var desk = await work.BeginAsync();
        await Assertions.Expect(desk.Field("boxes").GetByRole(AriaRole.Button, new() { Name = "calf" })).ToBeVisibleAsync();

        await desk.Page.Keyboard.PressAsync("2");

        await Assertions.Expect(desk.Field("boxes").GetByText("Younger than a year.")).ToBeVisibleAsync();
        await Assertions.Expect(desk.Field("boxes").GetByRole(AriaRole.Button, new() { Name = "calf" })).ToHaveAccessibleDescriptionAsync("Younger than a year.");
        desk.ExpectClean();
    }

    [Test]
    public async Task Shapes_are_hidden_all_by_label_and_but_the_selected_one()
    {
        var work = await Work.PrepareAsync([new { type = "boxes", name = "boxes", labels = Animals }]);
        await work.AskAsync(new { file_urls = new[] { SystemFixture.Site.FileUrl("picture.png") }, predictions = TwoBoxes });
        await using var desk = await work.BeginAsync();
        var (cow, horse) = (Shape(desk, 0), Shape(desk, 1));
        await Assertions.Expect(horse).ToBeVisibleAsync();

        await desk.Page.Keyboard.PressAsync("x");
        await Assertions.Expect(cow).Not.ToBeAttachedAsync();
        await desk.Page.Keyboard.PressAsync("x");
        await desk.Field("boxes").GetByRole(AriaRole.Button, new() { Name = "1. cow" }).First.ClickAsync();
        await desk.Page.Keyboard.PressAsync("Shift+x");
        await Assertions.Expect(horse).ToBeHiddenAsync();
        await Assertions.Expect(cow).ToBeVisibleAsync();
        await desk.Page.Keyboard.PressAsync("Shift+x");
        await Assertions.Expect(horse).ToBeVisibleAsync();
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Which shapes are shown" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Checkbox, new() { Name = "horse" }).ClickAsync();

        await Assertions.Expect(horse).ToBeHiddenAsync();
        Assert.That(await desk.AxeAsync(), Is.Empty);
        desk.ExpectClean();
    }

    [Test]
    public async Task The_view_turns_and_the_coordinates_stay_those_of_the_picture()
    {
        var work = await Work.PrepareAsync([new { type = "boxes", name = "boxes" }]);
        await work.AskAboutPictureAsync("turned");
        await using var desk = await work.BeginAsync();
        await Assertions.Expect(desk.Image.Locator("img")).ToBeVisibleAsync();

        await desk.Page.Keyboard.PressAsync("r");
        await Eventually.AssertAsync(async () => await desk.Image.Locator("img").BoundingBoxAsync() is { } box && box.Height > box.Width, "the picture stands");
        // A quarter to the right: what was at the top is on the right, what was on the left is at the top.
        var image = (await desk.Image.Locator("img").BoundingBoxAsync())!;
        var scale = image.Height / 640;
        await desk.Page.Mouse.MoveAsync(image.X + image.Width - (80 * scale), image.Y + (100 * scale));
        await desk.Page.Mouse.DownAsync();
        await desk.Page.Mouse.MoveAsync(image.X + image.Width - (170 * scale), image.Y + (220 * scale), new() { Steps = 4 });
        await desk.Page.Mouse.UpAsync();
        await Assertions.Expect(Shape(desk, 0)).ToBeVisibleAsync();
        await desk.Page.Keyboard.PressAsync("v");
        await desk.Field("boxes").GetByRole(AriaRole.Button, new() { Name = "1." }).First.ClickAsync();
        await desk.Page.Keyboard.PressAsync("ArrowDown");
        await desk.SubmitAsync();

        await Work.ExpectResultAsync("turned", """{"boxes": [{"left": 101, "top": 80, "width": 120, "height": 90}]}""");
        desk.ExpectClean();
    }

    [Test]
    public async Task Brightness_and_contrast_are_dragged_and_a_key_puts_them_back()
    {
        var work = await Work.PrepareAsync([new { type = "boxes", name = "boxes" }]);
        await work.AskAboutPictureAsync();
        await using var desk = await work.BeginAsync();
        await Assertions.Expect(desk.Image.Locator("img")).ToBeVisibleAsync();

        await desk.Page.Keyboard.DownAsync("Alt");
        await desk.DragAsync(100, 100, 200, 100);
        await desk.Page.Keyboard.UpAsync("Alt");
        var filter = await FilterAsync(desk);
        await desk.Page.Keyboard.PressAsync("i");
        var inverted = await FilterAsync(desk);
        await desk.Page.Keyboard.PressAsync("Shift+r");

        Assert.That(filter, Does.Match(@"brightness\(1\) contrast\(1\.[1-9]"));
        Assert.That(inverted, Does.Contain("invert(1)"));
        Assert.That(await FilterAsync(desk), Is.EqualTo("brightness(1) contrast(1)"));
        await Assertions.Expect(Shape(desk, 0)).Not.ToBeAttachedAsync();
        desk.ExpectClean();
    }

    [Test]
    public async Task A_changed_suggestion_says_so_and_can_be_taken_again()
    {
        var work = await Work.PrepareAsync([new { type = "choice", name = "animal", choices = Animals }]);
        await work.AskAsync(new { content = "x", predictions = new { animal = "cow" } }, "suggested");
        await using var desk = await work.BeginAsync();
        await Assertions.Expect(desk.Field("animal").GetByText("suggestion")).ToBeVisibleAsync();

        await desk.Page.Keyboard.PressAsync("2");
        await Assertions.Expect(desk.Field("animal").GetByText("changed")).ToBeVisibleAsync();
        await desk.Field("animal").GetByRole(AriaRole.Button, new() { Name = "Take the suggestion" }).ClickAsync();
        await desk.SubmitAsync();

        await Work.ExpectResultAsync("suggested", """{"animal": "cow"}""");
        desk.ExpectClean();
    }

    [Test]
    public async Task Instructions_say_that_they_have_changed_since_they_were_read()
    {
        var work = await Work.PrepareAsync([new { type = "text", name = "word" }]);
        await work.AskAsync(new { content = "one" });
        await using var desk = await work.BeginAsync();
        var button = desk.Page.GetByRole(AriaRole.Button, new() { Name = "Instructions" });
        await Assertions.Expect(button).ToContainTextAsync("not read");
        await desk.Page.Locator("h1").ClickAsync();
        await desk.Page.Keyboard.PressAsync("h");
        await Assertions.Expect(button).Not.ToContainTextAsync("not read");

        await work.InstructAsync("picture.png");
        await Eventually.AssertAsync(
            async () =>
            {
                await work.AskAsync(new { content = "another" });
                await desk.TakeNextAsync(work.Project);
                if (await button.GetByText("changed").IsVisibleAsync()) return true;
                await desk.SubmitAsync();
                return false;
            },
            "a job with the new instructions has come");
        Assert.That(await desk.AxeAsync(), Is.Empty);
        desk.ExpectClean();
    }

    private static ILocator Shape(Desk desk, int index) => desk.Page.Locator($"g[data-mark-index=\"{index}\"]");

    private static Task<string> FilterAsync(Desk desk) => desk.Image.Locator("img").EvaluateAsync<string>("image => getComputedStyle(image).filter");
}
