using System.Net;
using System.Text;
using static Hitl.Workforce.Tests.WorkforceApp;

namespace Hitl.Workforce.Tests.Api;

internal sealed class HostileInput : WorkforceFixture
{
    private static readonly string[] Acts = ["draft", "submit", "skip", "problem"];

    [TestCase("", HttpStatusCode.BadRequest)]
    [TestCase("{", HttpStatusCode.BadRequest)]
    [TestCase("[]", HttpStatusCode.BadRequest)]
    [TestCase("null", HttpStatusCode.BadRequest)]
    [TestCase("{}", HttpStatusCode.BadRequest)]
    [TestCase("""{"version":"1","annotations":{},"reason":1,"message":[]}""", HttpStatusCode.BadRequest)]
    [TestCase("""{"version":1,"annotations":[],"reason":" ","message":"\t"}""", HttpStatusCode.BadRequest)]
    [TestCase("""{"version":1,"annotations":"x","reason":null,"message":null}""", HttpStatusCode.BadRequest)]
    [TestCase("""{"version":0,"annotations":{},"reason":"","message":""}""", HttpStatusCode.BadRequest)]
    [TestCase("""{"version":1,"version":2,"annotations":{},"reason":"a","message":"a"}""", HttpStatusCode.BadRequest)]
    [TestCase("""{"version":1,"annotations":{"a":1,"a":2},"reason":"a","reason":"b","message":"a","message":"b"}""", HttpStatusCode.BadRequest)]
    [TestCase("""{"version":1,"annotations":{"a":"\u0000"},"reason":"\u0000","message":"\u0000"}""", HttpStatusCode.UnprocessableEntity)]
    [TestCase("""{"version":1,"annotations":{"a":"\ud800"},"reason":"\ud800","message":"\ud800"}""", HttpStatusCode.UnprocessableEntity)]
    public async Task Is_refused_with_a_reason_and_changes_nothing(string body, HttpStatusCode status)
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        await App.GivenJobAsync(project);
        var held = (await App.ClaimAsync(annotator))!;

        foreach (var act in Acts)
        {
            using var request = new HttpRequestMessage(act == "draft" ? HttpMethod.Put : HttpMethod.Post, $"/v1/work/assignments/{IdOf(held)}/{act}")
            {
                Content = new StringContent(body, Encoding.UTF8, "application/json"),
            };
            using var response = await App.As(annotator).SendAsync(request);
            Assert.That(response.StatusCode, Is.EqualTo(status), $"{act}: {await response.Content.ReadAsStringAsync()}");
            Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/problem+json"));
        }

        Assert.That(IdOf((await App.ClaimAsync(annotator))!), Is.EqualTo(IdOf(held)));
    }

    [Test]
    public async Task Every_fault_of_a_body_is_named()
    {
        using var body = new StringContent("""{"email":"nobody","password":"short","role":"king","projects":["x"]}""", Encoding.UTF8, "application/json");

        using var response = await App.AsAdmin().PostAsync(new Uri("/v1/admin/annotators", UriKind.Relative), body);

        var problem = await ProblemAsync(response, HttpStatusCode.BadRequest, "invalid_request");
        var fields = problem["errors"]!.AsObject().Select(field => field.Key);
        Assert.That(fields, Is.EquivalentTo(new[] { "email", "password", "role", "projects[0]", "name" }));
    }

    [Test]
    public async Task A_claim_with_a_broken_body_is_refused_and_claims_nothing()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        var other = await App.GivenAnnotatorAsync(project);
        await App.GivenJobAsync(project);
        using var body = new StringContent("""{"project_id":"' OR 1=1 --"}""", Encoding.UTF8, "application/json");

        using var response = await App.As(annotator).PostAsync(new Uri("/v1/work/next", UriKind.Relative), body);

        await ProblemAsync(response, HttpStatusCode.BadRequest, "invalid_request");
        Assert.That(await App.ClaimAsync(other), Is.Not.Null);
    }

    [Test]
    public async Task Text_is_data_and_never_SQL()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        await App.GivenJobAsync(project);
        const string hostile = "'); DROP TABLE assignment; --";
        var held = (await App.ClaimAsync(annotator))!;

        using var skipped = await App.ActAsync(annotator, held, "skip", new { reason = hostile });

        Assert.That(skipped.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        var kept = await App.Host.Database.ScalarAsync<string>("SELECT reason FROM assignment WHERE id = @Id", new { Id = IdOf(held) });
        Assert.That(kept, Is.EqualTo(hostile));
    }

    [Test]
    public async Task Annotations_up_to_the_limit_of_a_body_are_kept()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        await App.GivenJobAsync(project);
        var held = (await App.ClaimAsync(annotator))!;

        using var saved = await App.DraftAsync(annotator, held, 1, new { text = new string('x', 9 * 1024 * 1024) });

        Assert.That(saved.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }
}
