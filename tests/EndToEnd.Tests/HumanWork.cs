using System.Net.Http.Headers;
using System.Text.Json;
using Hitl.TestKit;
using Hitl.TestKit.Driving;
using static Hitl.EndToEnd.Tests.SystemFixture;

namespace Hitl.EndToEnd.Tests;

/// <summary>People and the simulator at work, seen from outside.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class HumanWork
{
    [TestCase("done", "done")]
    [TestCase("slow:2s", "done")]
    [TestCase("disagree", "done")]
    [TestCase("error", "error")]
    [TestCase("expire", "expired")]
    [TestCase("cancel", "canceled")]
    [TestCase("explode", "error")]
    public async Task The_simulator_does_what_a_test_job_says(string script, string status)
    {
        using var customer = await Admin.CreateAccountAsync();
        var project = await customer.CreateActiveProjectAsync(Admin, Site);
        using var test = new Customer(Whole, customer.AccountId, await Admin.CreateKeyAsync(customer.AccountId, "test"));
        var hook = $"simulated-{Guid.CreateVersion7():N}";
        var job = await test.CreateJobAsync(new
        {
            project_id = project,
            content = new { text = "a cat" },
            template = new { fields = new[] { new { type = "choice", name = "animal", required = true, choices = new[] { "cat", "dog" } } } },
            metadata = new { simulate = script },
            webhook_url = Site.HookUrl(hook),
        });

        var ended = await test.WaitForAsync(project, job, status);

        if (status == "error") Assert.That(ended.GetProperty("error").GetString(), Is.Not.Empty);
        if (status != "done") return;
        Assert.That(ended.GetProperty("annotations").GetProperty("animal").GetString(), Is.AnyOf("cat", "dog"));
        Assert.That((await Site.WaitForAsync(hook)).Json.GetProperty("job_id").GetString(), Is.EqualTo(job));
    }

    [TestCase("done", 3, 1.0)]
    [TestCase("disagree", 5, 0.4)]
    public async Task The_simulator_agrees_or_differs_as_people_of_a_project_with_agreement_do(string script, int answers, double agreementMax)
    {
        using var customer = await Admin.CreateAccountAsync();
        var project = await customer.CreateActiveProjectAsync(Admin, Site, new { submissions = 3, completion_rule = "agreement" });
        using var annotator = await Admin.CreateAnnotatorAsync(project);
        await annotator.WaitForProjectAsync(project);
        using var test = new Customer(Whole, customer.AccountId, await Admin.CreateKeyAsync(customer.AccountId, "test"));

        var job = await test.CreateJobAsync(new { project_id = project, content = "x", metadata = new { simulate = script } });

        var origin = (await test.WaitForAsync(project, job, "done")).GetProperty("origins").GetProperty("label");
        Assert.That((origin.GetProperty("of").GetInt32(), origin.GetProperty("origin").GetString()), Is.EqualTo((answers, "simulator")));
        Assert.That(origin.GetProperty("agreement").GetDouble(), Is.LessThanOrEqualTo(agreementMax));
    }

    [Test]
    public async Task Who_is_invited_follows_the_link_once_and_works()
    {
        using var customer = await Admin.CreateAccountAsync();
        var project = await customer.CreateActiveProjectAsync(Admin, Site);
        var job = await customer.CreateJobAsync(project, Site);
        var email = $"{Guid.CreateVersion7():N}@example.test";
        var invitation = (await Admin.Http.PostAnswerAsync("/v1/admin/invitations", new { email, name = "Bea", projects = new[] { project } })).Expect(201).Json;
        var token = invitation.GetProperty("url").GetString()!.Split('/')[^1];
        using var browser = Whole.Browser();

        Assert.That((await browser.GetAnswerAsync($"/v1/work/invitations/{token}")).Expect(200).Json.GetProperty("email").GetString(), Is.EqualTo(email));
        var session = (await browser.PostAnswerAsync($"/v1/work/invitations/{token}/accept", new { name = "Bea", password = "correct horse battery staple" })).Expect(200).Json;
        browser.DefaultRequestHeaders.Add("X-CSRF-Token", session.GetProperty("csrf_token").GetString());

        var claimed = await Eventually.GetAsync(
            () => browser.PostAnswerAsync("/v1/work/next", new { project_id = project }), answer => answer.Status == 200, "there is work");
        Assert.That(claimed.Json.GetProperty("job_id").GetString(), Is.EqualTo(job));
        (await new Assignment(browser, claimed.Json).SubmitAsync(new { label = "cat" })).Expect(200);
        await customer.WaitForAsync(project, job, "done");
        (await Admin.Http.PostAnswerAsync($"/v1/work/invitations/{token}/accept", new { name = "Eve", password = "correct horse battery staple" })).Expect(404);
    }

    [Test]
    public async Task Attachments_of_all_kinds_are_measured_and_reach_the_annotator()
    {
        using var customer = await Admin.CreateAccountAsync();
        var project = await customer.CreateActiveProjectAsync(Admin, Site);
        using var annotator = await Admin.CreateAnnotatorAsync(project);
        (string Type, string Name)[] files = [("text", "words.txt"), ("image", "picture.png"), ("video", "film.mp4"), ("audio", "tone.wav"), ("pdf", "paper.pdf")];
        object[] attachments =
        [
            .. files.Select(file => new { type = file.Type, url = Site.FileUrl(file.Name) }),
            new { type = "website", url = "https://example.com/page" },
            new { type = "text", content = "한국어 😀" },
            new { type = "audio", url = Site.FileUrl("tone.mp3"), reference = true },
        ];
        var job = await customer.CreateJobAsync(new { project_id = project, attachments });

        var shown = (await annotator.WaitForNextAsync(project)).Json.GetProperty("attachments");

        Assert.That(shown.EnumerateArray().Select(one => one.GetProperty("kind").GetString()),
            Is.EqualTo(new[] { "text", "image", "video", "audio", "pdf", "website", "text", "audio" }));
        for (var i = 0; i < files.Length; i++)
            Assert.That(await annotator.Http.GetByteArrayAsync(PathOf(shown[i])), Is.EqualTo(CustomerSite.ContentOf(files[i].Name)), files[i].Name);
        Assert.That(shown[5].GetProperty("url").GetString(), Is.EqualTo("https://example.com/page"));
        Assert.That(shown[6].GetProperty("text").GetString(), Is.EqualTo("한국어 😀"));
        Assert.That(await annotator.Http.GetByteArrayAsync(PathOf(shown[7])), Is.EqualTo(SampleMedia.Named("tone.mp3")), "read through us from its source");

        var film = (await annotator.Http.GetAnswerAsync(WithPath(shown[2], "media"))).Expect(200).Json;
        Assert.That((film.GetProperty("width").GetInt32(), film.GetProperty("height").GetInt32()), Is.EqualTo((64, 48)));
        Assert.That(film.GetProperty("duration").GetDouble(), Is.EqualTo(1).Within(0.1));
        Assert.That((await annotator.Http.GetAnswerAsync(WithPath(shown[3], "waveform"))).Expect(200).Json.ToString(), Has.Length.GreaterThan(50));
        Assert.That(await RangeAsync(annotator.Http, PathOf(shown[2])), Is.EqualTo(SampleMedia.Named("film.mp4")[10..20]));
        Assert.That((await customer.GetJobAsync(project, job)).GetProperty("attachments").GetArrayLength(), Is.EqualTo(8));
    }

    [Test]
    public async Task Reviewers_of_two_stages_return_mend_and_accept_before_the_client_hears_of_it()
    {
        using var customer = await Admin.CreateAccountAsync();
        var project = await customer.CreateActiveProjectAsync(Admin, Site, new { completion_rule = "review", review = new { stages = 2 } });
        using var annotator = await Admin.CreateAnnotatorAsync(project);
        await annotator.WaitForProjectAsync(project);
        using var first = await Admin.CreatePersonAsync("reviewer", project);
        using var second = await Admin.CreatePersonAsync("reviewer", project);
        var job = await customer.CreateJobAsync(project, Site);
        (await (await annotator.WaitForNextAsync(project)).SubmitAsync(new { label = "dog", count = 1 })).Expect(200);

        var review = await NextReviewAsync(first, project);
        await DecideAsync(first, review, "return", new { version = VersionOf(review), comment = "It is a cat.", to = "author" });
        var again = await annotator.WaitForNextAsync(project);
        Assert.That((again.JobId, again.Json.GetProperty("review_comment").GetString()), Is.EqualTo((job, "It is a cat.")));
        (await again.SubmitAsync(new { label = "cat", count = 1 })).Expect(200);
        review = await NextReviewAsync(first, project);
        await DecideAsync(first, review, "fix", new { version = VersionOf(review), annotations = new { label = "cat", count = 2 }, comment = "There are two." });
        Assert.That((await customer.GetJobAsync(project, job)).GetProperty("status").GetString(), Is.EqualTo("progress"));
        review = await NextReviewAsync(second, project);
        await DecideAsync(second, review, "accept", new { version = VersionOf(review) });

        var done = await customer.WaitForAsync(project, job, "done");
        Assert.That(done.GetProperty("annotations").GetRawText(), Is.EqualTo("""{"label":"cat","count":2}"""));
        Assert.That(done.GetProperty("origins").GetProperty("label").GetProperty("origin").GetString(), Is.EqualTo("annotator"));
        Assert.That(done.GetProperty("origins").GetProperty("count").GetProperty("origin").GetString(), Is.EqualTo("reviewer"));
    }

    private static Task<JsonElement> NextReviewAsync(Annotator reviewer, string project) => Eventually.GetAsync(
        async () => (await reviewer.Http.PostAnswerAsync("/v1/work/reviews/next", new { project_id = project })).Json,
        review => review.ValueKind == JsonValueKind.Object && review.TryGetProperty("submissions", out _),
        "there is a review");

    private static async Task DecideAsync(Annotator reviewer, JsonElement review, string act, object body) =>
        (await reviewer.Http.PostAnswerAsync($"/v1/work/reviews/{review.GetProperty("id").GetString()}/{act}", body)).Expect(200);

    private static int VersionOf(JsonElement review) => review.GetProperty("version").GetInt32();

    private static string PathOf(JsonElement attachment) =>
        new Uri(attachment.GetProperty("file").GetProperty("url").GetString()!).PathAndQuery;

    /// <summary>The same file's facts, with the grant that its URL carries.</summary>
    private static string WithPath(JsonElement attachment, string step)
    {
        var parts = PathOf(attachment).Split('?');
        return $"{parts[0]}/{step}{(parts.Length > 1 ? "?" + parts[1] : "")}";
    }

    private static async Task<byte[]> RangeAsync(HttpClient http, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Range = new RangeHeaderValue(10, 19) } };
        using var response = await http.SendAsync(request);
        Assert.That((int)response.StatusCode, Is.EqualTo(206));
        return await response.Content.ReadAsByteArrayAsync();
    }
}
