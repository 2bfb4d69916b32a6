using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using FluentValidation;
using Hitl.ServiceDefaults.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using static Hitl.ServiceDefaults.Tests.SampleFixture;

namespace Hitl.ServiceDefaults.Tests.Http;

[Parallelizable(ParallelScope.All)]
public sealed class RequestBodies
{
    [Test]
    public async Task All_faults_are_named_at_once_by_the_path_of_their_field()
    {
        var (status, problem) = await PostAsync("""{"text": 5, "times": "many", "tags": ["a", "", 7]}""");

        Assert.That(status, Is.EqualTo(HttpStatusCode.BadRequest));
        var errors = problem.GetProperty("errors");
        Assert.That(errors.EnumerateObject().Select(field => field.Name), Is.EquivalentTo(new[] { "text", "times", "tags[2]" }));
        Assert.That(errors.GetProperty("text")[0].GetString(), Is.EqualTo("must be a string."));
        Assert.That(problem.GetProperty("code").GetString(), Is.EqualTo("invalid_request"));
        Assert.That(problem.GetProperty("request_id").GetString(), Does.StartWith("req_"));
    }

    [Test]
    public async Task Rules_are_reported_together_with_wrong_types()
    {
        var (_, problem) = await PostAsync("""{"times": true, "tags": [""]}""");

        var errors = problem.GetProperty("errors").EnumerateObject().ToDictionary(field => field.Name, field => field.Value[0].GetString());
        Assert.That(errors, Is.EqualTo(new Dictionary<string, string> { ["text"] = "is required.", ["times"] = "must be an integer.", ["tags[0]"] = "must not be empty." }));
    }

    [TestCase("{", HttpStatusCode.BadRequest, "invalid_json")]
    [TestCase("[]", HttpStatusCode.BadRequest, "invalid_json")]
    [TestCase("""{"text": "a", "text": "b"}""", HttpStatusCode.BadRequest, "invalid_json")]
    [TestCase("""{"text": "a\u0000"}""", HttpStatusCode.UnprocessableEntity, "text_not_allowed")]
    [TestCase("""{"text": "a", "extra": {"deep": ["\ud800"]}}""", HttpStatusCode.UnprocessableEntity, "text_not_allowed")]
    [TestCase("""{"text": "a", "extra": {"\udc00": 1}}""", HttpStatusCode.UnprocessableEntity, "text_not_allowed")]
    public async Task What_cannot_be_kept_is_refused_at_the_door(string body, HttpStatusCode expected, string code)
    {
        var (status, problem) = await PostAsync(body);

        Assert.That(status, Is.EqualTo(expected));
        Assert.That(problem.GetProperty("code").GetString(), Is.EqualTo(code));
    }

    [Test]
    public async Task Uninterpreted_JSON_comes_back_digit_for_digit()
    {
        const string extra = """{"n":1.10,"big":12345678901234567890.1,"huge":1e400,"z":1,"a":"\ud83d\ude00"}""";
        var (status, note) = await PostAsync($$"""{"text": "a", "extra": {{extra}}}""");

        Assert.That(status, Is.EqualTo(HttpStatusCode.Created));
        Assert.That(note.GetProperty("extra").GetRawText(), Is.EqualTo(extra));
    }

    [Test]
    public async Task Another_media_type_is_415_and_a_body_that_is_too_large_is_413()
    {
        using var client = Sample.ClientFor(NewAccount());
        using var form = new FormUrlEncodedContent([new("text", "a")]);
        using var wrongType = await client.PostAsync("/notes", form);
        using var large = new StringContent($$"""{"text": "{{new string('a', 11 * 1024 * 1024)}}"}""", Encoding.UTF8, "application/json");
        using var tooLarge = await client.PostAsync("/notes", large);

        Assert.That(wrongType.StatusCode, Is.EqualTo(HttpStatusCode.UnsupportedMediaType));
        Assert.That(tooLarge.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        Assert.That(tooLarge.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
    }

    [Test]
    public async Task A_bug_is_500_and_tells_nothing()
    {
        using var client = Sample.ClientFor(NewAccount());
        using var response = await client.PostAsync("/notes/broken", null);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("request_id").And.Not.Contain("secret"));
    }

    [Test]
    public async Task A_sane_request_id_of_the_client_is_kept_and_another_is_replaced()
    {
        using var client = Sample.ClientFor(NewAccount());
        using var sane = new HttpRequestMessage(HttpMethod.Get, "/notes/who");
        sane.Headers.Add("X-Request-Id", "mine-1");
        using var kept = await client.SendAsync(sane);
        using var hostile = new HttpRequestMessage(HttpMethod.Get, "/notes/who");
        hostile.Headers.TryAddWithoutValidation("X-Request-Id", "a b\"<script>");
        using var replaced = await client.SendAsync(hostile);

        Assert.That(kept.Headers.GetValues("X-Request-Id").Single(), Is.EqualTo("mine-1"));
        Assert.That(replaced.Headers.GetValues("X-Request-Id").Single(), Does.Match("^req_[0-9a-f]{32}$"));
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string body)
    {
        using var client = Sample.ClientFor(NewAccount());
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await client.PostAsync("/notes", content);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    [Test]
    public void A_body_whose_rules_were_not_registered_is_refused_when_its_route_is_made()
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        app.MapPost("/", (Body<Judged> body) => body.Value.Text);

        var refused = Assert.Catch(() => _ = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).ToList());
        Assert.That(refused.GetBaseException().Message, Does.Contain(nameof(JudgedValidator)));
    }

    private sealed record Judged
    {
        public string? Text { get; init; }
    }

    private sealed class JudgedValidator : AbstractValidator<Judged>
    {
        public JudgedValidator() => RuleFor(judged => judged.Text).NotEmpty();
    }
}
