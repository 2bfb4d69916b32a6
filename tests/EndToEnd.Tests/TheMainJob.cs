using System.Text.Json;
using Hitl.TestKit;
using Hitl.TestKit.Driving;
using static Hitl.EndToEnd.Tests.SystemFixture;

namespace Hitl.EndToEnd.Tests;

/// <summary>A job's way through every part of the system, to each of its ends.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class TheMainJob
{
    [Test]
    public async Task Is_created_claimed_drafted_submitted_delivered_and_counted()
    {
        using var customer = await Admin.CreateAccountAsync();
        var project = await customer.CreateActiveProjectAsync(Admin, Site);
        using var annotator = await Admin.CreateAnnotatorAsync(project);
        var hook = $"main-{Guid.CreateVersion7():N}";
        var job = await customer.CreateJobAsync($$"""
            {
              "project_id": "{{project}}", "file_urls": ["{{Site.FileUrl("main.png")}}", "{{Site.FileUrl("main.pdf")}}"],
              "predictions": {"boxes": [{"left": 1.10, "score": 12345678901234567890.1}]},
              "webhook_url": "{{Site.HookUrl(hook)}}", "webhook_headers": {"X-Their-Token": "theirs"}
            }
            """);

        var assignment = await annotator.WaitForNextAsync(project);
        Assert.That(assignment.JobId, Is.EqualTo(job));
        Assert.That(assignment.Json.GetProperty("predictions").GetRawText(), Does.Contain("1.10").And.Contain("12345678901234567890.1"));
        var image = assignment.Json.GetProperty("files")[0].GetProperty("url").GetString()!;
        Assert.That(await annotator.Http.GetByteArrayAsync(new Uri(image).PathAndQuery), Is.EqualTo(CustomerSite.ContentOf("main.png")));
        var started = await customer.WaitForAsync(project, job, "progress");
        Assert.That(started.GetProperty("start_date").ValueKind, Is.EqualTo(JsonValueKind.String));

        var draft = (await assignment.DraftAsync(new { label = "c" })).Expect(200).Json.GetProperty("version").GetInt64();
        (await assignment.PostAsync("submit", $$$"""{"version": {{{draft}}}, "annotations": {"label": "cat", "weight": 1.10, "이름": "고양이 😀"}}""")).Expect(200);

        var webhook = await Site.WaitForAsync(hook);
        var done = await customer.WaitForAsync(project, job, "done");
        Assert.That(done.GetProperty("annotations").GetRawText(), Does.Contain("1.10"));
        Assert.That(done.GetProperty("annotations").GetProperty("이름").GetString(), Is.EqualTo("고양이 😀"));
        Assert.That(done.GetProperty("finish_date").GetDateTimeOffset(), Is.GreaterThanOrEqualTo(done.GetProperty("start_date").GetDateTimeOffset()));
        Assert.That(JsonElement.DeepEquals(webhook.Json, done), $"{webhook.Body}\n{done}");
        Assert.That(webhook.Headers["X-Their-Token"], Is.EqualTo("theirs"));
        var secret = (await customer.Http.GetAnswerAsync("/v1/webhook-secret")).Expect(200).Json.GetProperty("secret").GetString()!;
        Assert.That(webhook.IsSignedWith(secret));

        await Eventually.AssertAsync(
            async () => (await customer.Http.GetAnswerAsync($"/v1/metrics?project_ids={project}")).Expect(200)
                .Json[0].GetProperty("metrics")[0].GetProperty("jobs_done").GetInt32() == 1,
            "the job is counted as done");
        await Eventually.AssertAsync(
            async () => (await customer.Http.GetAnswerAsync($"/v1/deliveries?job_id={job}")).Expect(200)
                .Json.GetProperty("items")[0].GetProperty("state").GetString() == "delivered",
            "the delivery is in the log");
    }

    [Test]
    public async Task Ends_in_error_with_the_annotators_words()
    {
        using var customer = await Admin.CreateAccountAsync();
        var project = await customer.CreateActiveProjectAsync(Admin, Site);
        using var annotator = await Admin.CreateAnnotatorAsync(project);
        var job = await customer.CreateJobAsync(project, Site);

        (await (await annotator.WaitForNextAsync(project)).PostAsync("problem", new { message = "The image is black." })).Expect(200);

        var failed = await customer.WaitForAsync(project, job, "error");
        Assert.That(failed.GetProperty("error").GetString(), Is.EqualTo("The image is black."));
        (await Admin.Http.PostAnswerAsync($"/v1/admin/jobs/{job}/requeue")).Expect(200);
        Assert.That((await annotator.WaitForNextAsync(project)).JobId, Is.EqualTo(job));
    }

    [Test]
    public async Task That_is_canceled_while_somebody_works_on_it_stays_canceled()
    {
        using var customer = await Admin.CreateAccountAsync();
        var project = await customer.CreateActiveProjectAsync(Admin, Site);
        using var annotator = await Admin.CreateAnnotatorAsync(project);
        var job = await customer.CreateJobAsync(project, Site);
        var assignment = await annotator.WaitForNextAsync(project);
        await customer.WaitForAsync(project, job, "progress");

        (await customer.Http.AnswerAsync(HttpMethod.Delete, $"/v1/jobs/{project}/{job}")).Expect(200);

        Assert.That((await assignment.SubmitAsync(new { label = "late" })).Status, Is.EqualTo(200).Or.EqualTo(409));
        await Eventually.AssertAsync(async () => (await assignment.PostAsync("heartbeat")).Status == 409, "the annotator hears of it");
        Assert.That((await customer.GetJobAsync(project, job)).GetProperty("status").GetString(), Is.EqualTo("canceled"));
    }

    [Test]
    public async Task Of_a_key_that_is_revoked_goes_on_but_the_key_stops_within_a_second()
    {
        using var customer = await Admin.CreateAccountAsync();
        var keys = (await Admin.Http.GetAnswerAsync($"/v1/admin/accounts/{customer.AccountId}/keys")).Expect(200).Json;
        (await customer.Http.GetAnswerAsync("/v1/projects")).Expect(200);

        (await Admin.Http.AnswerAsync(HttpMethod.Delete, $"/v1/admin/accounts/{customer.AccountId}/keys/{keys.GetProperty("items")[0].GetProperty("id").GetString()}"))
            .Expect(204);

        await Eventually.AssertAsync(
            async () => (await customer.Http.GetAnswerAsync("/v1/projects")).Status == 401, "the key is refused", TimeSpan.FromSeconds(5));
    }

    [Test]
    public async Task With_a_test_key_is_never_offered_to_a_person()
    {
        using var customer = await Admin.CreateAccountAsync();
        var project = await customer.CreateActiveProjectAsync(Admin, Site);
        using var annotator = await Admin.CreateAnnotatorAsync(project);
        using var test = new Customer(Whole, customer.AccountId, await Admin.CreateKeyAsync(customer.AccountId, "test"));
        await test.CreateJobAsync(project, Site);
        var live = await customer.CreateJobAsync(project, Site);

        Assert.That((await annotator.WaitForNextAsync(project)).JobId, Is.EqualTo(live));
    }
}
