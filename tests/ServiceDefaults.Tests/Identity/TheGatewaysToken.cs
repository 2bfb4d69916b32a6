using System.Net;
using System.Net.Http.Headers;
using Hitl.ServiceDefaults.Hosting;
using Hitl.ServiceDefaults.Identity;
using Microsoft.Extensions.Options;
using static Hitl.ServiceDefaults.Tests.SampleFixture;

namespace Hitl.ServiceDefaults.Tests.Identity;

[Parallelizable(ParallelScope.All)]
public sealed class TheGatewaysToken
{
    [Test]
    public async Task Lets_its_caller_in_and_says_who_it_is()
    {
        var caller = NewAccount() with { IsTest = true };
        using var client = Sample.ClientFor(caller);

        Assert.That(await client.GetStringAsync("/notes/who"), Is.EqualTo($$"""{"account_id":"{{caller.AccountId}}","is_test":true}"""));
    }

    [Test]
    public async Task Without_it_nobody_gets_in()
    {
        using var client = Sample.ClientFor(null);
        using var response = await client.GetAsync("/notes/who");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
    }

    [Test]
    public async Task Signed_by_another_key_it_is_refused()
    {
        var forger = new IdentityTokens(Options.Create(new AuthOptions { SigningKey = new string('x', 40) }), TimeProvider.System);
        using var client = Sample.ClientFor(null);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", forger.Issue(NewAccount()));
        using var response = await client.GetAsync("/notes/who");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task A_caller_of_another_kind_is_403()
    {
        using var client = Sample.ClientFor(new Caller { AnnotatorId = Guid.CreateVersion7() });
        using var response = await client.GetAsync("/notes/who");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task Health_needs_none()
    {
        using var client = Sample.ClientFor(null);

        Assert.That(await client.GetStringAsync("/health"), Does.Contain("\"status\":\"Healthy\"").And.Contain("database"));
        Assert.That(await client.GetStringAsync("/alive"), Does.Contain("Healthy"));
    }
}
