using System.Net;
using System.Text.Json;
using Hitl.Contracts.Jobs;

namespace Hitl.Jobs.Tests.Api;

internal sealed class CancelingJobs
{
    [TestCase("new")]
    [TestCase("progress")]
    public async Task An_open_job_is_canceled_and_answered_as_a_list(string status)
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        await using var tap = await app.Host.TapAsync<JobCanceled>();
        var job = await client.CreateInAsync(status);

        var answer = await client.CancelAsync(job);

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK), answer.Text);
        Assert.That((answer.Json.ValueKind, answer.Json.GetArrayLength()), Is.EqualTo((JsonValueKind.Array, 1)));
        var canceled = answer.Json[0];
        Assert.That(canceled.GetProperty("status").GetString(), Is.EqualTo("canceled"));
        Assert.That(canceled.GetProperty("finish_date").ValueKind, Is.EqualTo(JsonValueKind.String));
        Assert.That(canceled.GetRawText(), Is.EqualTo((await client.GetAsync(job)).Text));
        var fact = await tap.NextAsync(heard => heard.JobId == job);
        Assert.That((fact.Status, fact.Version), Is.EqualTo((JobStatus.Canceled, status == "new" ? 2L : 3L)));
    }

    [TestCase("done")]
    [TestCase("error")]
    [TestCase("canceled")]
    [TestCase("expired")]
    public async Task A_job_that_has_ended_cannot_be_canceled(string status)
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        var job = await client.CreateInAsync(status);

        var answer = await client.CancelAsync(job);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.Conflict, "job_ended")));
        Assert.That((await client.GetAsync(job)).Json.GetProperty("status").GetString(), Is.EqualTo(status));
    }

    [Test]
    public async Task When_a_cancel_and_a_result_meet_exactly_one_of_them_counts()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        await using var completions = await app.Host.TapAsync<JobCompleted>();
        await using var cancels = await app.Host.TapAsync<JobCanceled>();
        var jobs = new List<Guid>();
        for (var i = 0; i < 20; i++) jobs.Add(await client.CreateAsync());

        var outcomes = await Task.WhenAll(jobs.Select(async job =>
        {
            var cancel = client.CancelAsync(job);
            await Task.WhenAll(cancel, app.CompleteAsync(job, DateTimeOffset.UtcNow));
            return (Job: job, (await cancel).Status);
        }));

        foreach (var (job, status) in outcomes)
        {
            var isCanceled = status == HttpStatusCode.OK;
            var read = (await client.GetAsync(job)).Json.GetProperty("status").GetString();
            Assert.That(read, Is.EqualTo(isCanceled ? "canceled" : "done"));
            if (isCanceled) await cancels.NextAsync(heard => heard.JobId == job);
            else await completions.NextAsync(heard => heard.JobId == job);
        }

        Assert.That(completions.Events.Count(heard => jobs.Contains(heard.JobId)) + cancels.Events.Count(heard => jobs.Contains(heard.JobId)), Is.EqualTo(20));
    }

    [Test]
    public async Task The_same_key_cancels_once_and_answers_twice()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        var job = await client.CreateAsync();
        var path = $"/v1/jobs/{client.ProjectId}/{job}";

        var first = await client.SendAsync(HttpMethod.Delete, path, null, ("Idempotency-Key", "k"));
        var second = await client.SendAsync(HttpMethod.Delete, path, null, ("Idempotency-Key", "k"));

        Assert.That((second.Status, second.Text), Is.EqualTo((HttpStatusCode.OK, first.Text)));
    }
}
