using System.Text;
using System.Text.Json;
using Hitl.Contracts.Jobs;
using Hitl.Contracts.Projects;
using Hitl.Contracts.Webhooks;
using Hitl.ServiceDefaults.Data;
using Hitl.ServiceDefaults.Identity;
using Hitl.TestKit;
using Hitl.Webhooks.Application;
using Microsoft.Extensions.DependencyInjection;

namespace Hitl.Webhooks.Tests.Sending;

internal sealed class TellingSubscribers
{
    [Test]
    public async Task A_subscriber_hears_each_event_once_signed_with_the_secret_that_was_shown_once()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var app = await WebhooksApp.StartAsync();
        var (account, client) = (Guid.CreateVersion7(), Client(app));
        var made = (await client.SubscribeAsync(account, To(receiver.At("/theirs?token=abc"), "job.created", "job.done", "review.completed"), default)).Subscription!;
        await client.SubscribeAsync(Guid.CreateVersion7(), To(receiver.At("/stranger"), "job.created"), default);
        await client.SubscribeAsync(account, To(receiver.At("/off"), "job.created") with { IsActive = false }, default);
        var created = Created(account);

        await app.Host.PublishAsync(created);
        await app.Host.PublishAsync(created);
        await app.Host.PublishAsync(Review(account));
        await app.PublishAsync(Done.Job("unused", accountId: account, jobId: created.JobId, body: """{"status":"done","annotations":{"n":1.10}}""") with { Webhook = null });
        var requests = await receiver.ReceiveAsync(3);
        var bodies = requests.Select(request => JsonDocument.Parse(request.Body).RootElement).ToDictionary(body => body.GetProperty("event").GetString()!);

        Assert.Multiple(() =>
        {
            Assert.That(requests.Select(request => request.Path).Distinct(), Is.EqualTo(new[] { "/theirs?token=abc" }));
            Assert.That(requests.All(request => Verifier.IsHitlSh(request, made.Secret!) && Verifier.IsStandardWebhook(request, made.Secret!)), Is.True);
            Assert.That(bodies["job.created"].GetProperty("job").GetProperty("job_id").GetGuid(), Is.EqualTo(created.JobId));
            Assert.That(bodies["job.created"].GetProperty("job").GetProperty("status").GetString(), Is.EqualTo("new"));
            Assert.That(bodies["job.done"].GetProperty("job").GetProperty("annotations").GetRawText(), Is.EqualTo("""{"n":1.10}"""));
            Assert.That(bodies["review.completed"].GetProperty("review").GetProperty("id").GetString(), Is.EqualTo("rev_1"));
        });
    }

    [Test]
    public async Task Events_of_two_accounts_that_arrive_together_go_each_to_its_own_subscriber()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var app = await WebhooksApp.StartAsync();
        var (one, other, client) = (Created(Guid.CreateVersion7()), Created(Guid.CreateVersion7()), Client(app));
        await client.SubscribeAsync(one.AccountId, To(receiver.At("/one"), "job.created"), default);
        await client.SubscribeAsync(other.AccountId, To(receiver.At("/other"), "job.created"), default);

        await using (var scope = app.Host.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<TellOfJobs>().HandleAsync([one, other], default);
            await scope.ServiceProvider.GetRequiredService<UnitOfWork>().CommitAsync(default);
        }

        var told = (await receiver.ReceiveAsync(2))
            .Select(request => (request.Path, JsonDocument.Parse(request.Body).RootElement.GetProperty("job").GetProperty("job_id").GetGuid()));
        Assert.That(told, Is.EquivalentTo(new[] { ("/one", one.JobId), ("/other", other.JobId) }));
        Assert.That(await app.Database.ScalarAsync<long>("SELECT count(*) FROM delivery"), Is.EqualTo(2));
    }

    [Test]
    public async Task A_result_without_a_webhook_of_its_own_is_asked_for()
    {
        await using var receiver = await Receiver.StartAsync();
        var jobs = new JobsThatKnow("""{"status":"done","annotations":{"label":"한"}}""");
        await using var app = await WebhooksApp.StartAsync(jobs: jobs);
        var account = Guid.CreateVersion7();
        await Client(app).SubscribeAsync(account, To(receiver.Url, "job.done"), default);

        await app.PublishAsync(Done.Job("unused", accountId: account) with { Webhook = null, Body = null });
        var body = Encoding.UTF8.GetString((await receiver.ReceiveAsync(1))[0].Body);

        Assert.That(body, Does.Contain("""{"label":"한"}"""));
    }

    [Test]
    public async Task A_project_that_takes_jobs_is_told_of()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var app = await WebhooksApp.StartAsync();
        var account = Guid.CreateVersion7();
        await Client(app).SubscribeAsync(account, To(receiver.Url, "project.activated"), default);

        await app.Host.PublishAsync(Changed(account, ProjectChange.SettingsChanged));
        await app.Host.PublishAsync(Changed(account, ProjectChange.Activated));
        var body = JsonDocument.Parse((await receiver.ReceiveAsync(1))[0].Body).RootElement;

        Assert.That(body.GetProperty("event").GetString(), Is.EqualTo("project.activated"));
        Assert.That(body.GetProperty("project").GetProperty("status").GetString(), Is.EqualTo("active"));
    }

    [Test]
    public async Task A_receiver_ends_its_subscription_by_410()
    {
        await using var receiver = await Receiver.StartAsync(410);
        await using var app = await WebhooksApp.StartAsync();
        var (account, client) = (Guid.CreateVersion7(), Client(app));
        await client.SubscribeAsync(account, To(receiver.Url, "job.created"), default);

        await app.Host.PublishAsync(Created(account));
        var seen = await Eventually.GetAsync(
            () => client.ListSubscriptionsAsync(account, default), list => !list.Subscriptions[0].IsActive, "the subscription is no longer active");

        Assert.That(seen.Subscriptions[0].Secret, Is.Null);
        Assert.That(await app.Database.ScalarAsync<string>("SELECT state FROM delivery"), Is.EqualTo("exhausted"));
    }

    [Test]
    public async Task A_subscription_is_changed_and_ended_by_its_own_account_only()
    {
        await using var app = await WebhooksApp.StartAsync();
        var (account, client) = (Guid.CreateVersion7(), Client(app));
        var made = (await client.SubscribeAsync(account, To(new Uri("http://127.0.0.1:9/a"), "job.created"), default)).Subscription!;
        var change = new SubscriptionOrder { Events = ["job.done", "job.done"], Description = "results" };

        Assert.That(await client.ChangeSubscriptionAsync(Guid.CreateVersion7(), made.SubscriptionId, change, default), Is.Null);
        Assert.That(await client.UnsubscribeAsync(Guid.CreateVersion7(), made.SubscriptionId, default), Is.Null);
        var changed = (await client.ChangeSubscriptionAsync(account, made.SubscriptionId, change, default))!.Subscription!;
        Assert.That((changed.Url, string.Join(',', changed.Events), changed.Description), Is.EqualTo(("http://127.0.0.1:9/a", "job.done", "results")));
        Assert.That(await client.UnsubscribeAsync(account, made.SubscriptionId, default), Is.Not.Null);
        Assert.That((await client.ListSubscriptionsAsync(account, default)).Subscriptions, Is.Empty);
    }

    [TestCase("ftp://example.com/", "job.created", "url")]
    [TestCase("http://10.0.0.1/", "job.created", "url")]
    [TestCase("http://127.0.0.1:9/", "job.creatd", "events")]
    [TestCase("http://127.0.0.1:9/", null, "events")]
    public async Task A_subscription_that_cannot_be_is_refused_by_the_field(string url, string? name, string field)
    {
        await using var app = await WebhooksApp.StartAsync();
        var order = new SubscriptionOrder { Url = url, Events = name is null ? [] : [name] };

        var outcome = await Client(app).SubscribeAsync(Guid.CreateVersion7(), order, default);

        Assert.That((outcome.Subscription, outcome.Field), Is.EqualTo(((SubscriptionFacts?)null, field)));
    }

    [Test]
    public async Task However_many_ask_at_once_an_account_has_fifty_at_most()
    {
        await using var app = await WebhooksApp.StartAsync();
        var (account, client) = (Guid.CreateVersion7(), Client(app));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => client.SubscribeAsync(account, To(new Uri("http://127.0.0.1:9/"), "job.done"), default)));

        Assert.That(outcomes.Count(outcome => outcome.Subscription is not null), Is.EqualTo(50));
        Assert.That(outcomes.Count(outcome => outcome.Code == "subscription_limit_reached"), Is.EqualTo(10));
    }

    private static HttpWebhooksClient Client(WebhooksApp app) => new(app.Host.ClientFor(new Caller { Service = "dialects" }));

    private static SubscriptionOrder To(Uri url, params string[] events) => new() { Url = url.OriginalString, Events = events };

    private static JobCreated Created(Guid account) => new()
    {
        JobId = Guid.CreateVersion7(),
        ProjectId = Guid.CreateVersion7(),
        AccountId = account,
        Version = 1,
        IsTest = false,
        Status = JobStatus.New,
        CreatedAt = DateTimeOffset.UtcNow,
        OccurredAt = DateTimeOffset.UtcNow,
        Files = [],
        HasPredictions = false,
    };

    private static DeliveryOrdered Review(Guid account) => new()
    {
        OrderId = Guid.CreateVersion7(),
        AccountId = account,
        Event = "review.completed",
        IsTest = false,
        Body = JsonDocument.Parse("""{"event":"review.completed","review":{"id":"rev_1"}}""").RootElement,
        Rule = DeliveryRule.Standard,
        OccurredAt = DateTimeOffset.UtcNow,
    };

    private static ProjectChanged Changed(Guid account, ProjectChange change) => new()
    {
        Change = change,
        OccurredAt = DateTimeOffset.UtcNow,
        Project = new ProjectFacts
        {
            ProjectId = Guid.CreateVersion7(),
            AccountId = account,
            Version = 2,
            Name = "traffic",
            Status = ProjectStatus.Active,
            Settings = new ProjectSettings(),
            InstructionsFile = new() { FileId = Guid.CreateVersion7(), Name = "i.pdf", ContentType = "application/pdf", Size = 1 },
            CreatedAt = DateTimeOffset.UtcNow,
        },
    };
}
