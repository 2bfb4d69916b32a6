using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Hitl.Workforce.Tests;

/// <summary>What tests do as reviewers.</summary>
internal static class Reviewing
{
    public static async Task<Guid> GivenReviewerAsync(this WorkforceApp app, Guid project)
    {
        var reviewer = await app.GivenAnnotatorAsync(project);
        using var changed = await app.AsAdmin().PatchAsJsonAsync($"/v1/admin/annotators/{reviewer}", new { role = "reviewer" });
        Assert.That(changed.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        return reviewer;
    }

    /// <summary>The review that the person gets next; null when there is none.</summary>
    public static async Task<JsonNode?> ClaimReviewAsync(this WorkforceApp app, Guid reviewer)
    {
        using var response = await app.As(reviewer).PostAsJsonAsync("/v1/work/reviews/next", new { });
        if (response.StatusCode == HttpStatusCode.NoContent) return null;
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.Content.ReadAsStringAsync());
        return await WorkforceApp.JsonAsync(response);
    }

    public static async Task<HttpResponseMessage> ActOnReviewAsync(this WorkforceApp app, Guid reviewer, JsonNode review, string act, object body) =>
        await app.As(reviewer).PostAsJsonAsync($"/v1/work/reviews/{WorkforceApp.IdOf(review)}/{act}", body);

    public static async Task ReviewAsync(this WorkforceApp app, Guid reviewer, JsonNode review, string act, object body)
    {
        using var response = await app.ActOnReviewAsync(reviewer, review, act, body);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.Content.ReadAsStringAsync());
    }
}
