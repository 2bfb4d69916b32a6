using System.Text.Json;

namespace Hitl.TestKit.Driving;

/// <summary>A job in an annotator's hands.</summary>
public sealed class Assignment(HttpClient http, JsonElement json)
{
    /// <summary>As the work API showed it.</summary>
    public JsonElement Json => json;

    /// <summary>Its id.</summary>
    public string Id => json.GetProperty("id").GetString()!;

    /// <summary>The job.</summary>
    public string JobId => json.GetProperty("job_id").GetString()!;

    /// <summary>The version to send with a draft or a submission.</summary>
    public long Version => json.GetProperty("version").GetInt64();

    /// <summary>Hands in the answer.</summary>
    public Task<Answer> SubmitAsync(object annotations) => PostAsync("submit", new { version = Version, annotations });

    /// <summary>Saves a draft.</summary>
    public Task<Answer> DraftAsync(object annotations, long? version = null) =>
        http.AnswerAsync(HttpMethod.Put, $"/v1/work/assignments/{Id}/draft", new { version = version ?? Version, annotations });

    /// <summary>One of <c>heartbeat</c>, <c>submit</c>, <c>skip</c>, <c>release</c>, <c>problem</c>.</summary>
    public Task<Answer> PostAsync(string act, object? body = null) => http.PostAnswerAsync($"/v1/work/assignments/{Id}/{act}", body);
}
