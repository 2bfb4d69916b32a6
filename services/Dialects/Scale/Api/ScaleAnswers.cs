using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Contracts.Jobs;
using Hitl.Dialects.Scale.Application;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Dialects.Scale.Api;

/// <summary>Answers as Scale's clients read them.</summary>
internal static class ScaleAnswers
{
    public static IResult Show(Result<JobRecord> task) => task.Error is { } refused ? refused.ToProblem() : Json(TaskView.Of(task.Value));

    public static IResult Show(Result<JsonObject> outcome) => outcome.Error is { } refused ? refused.ToProblem() : Json(outcome.Value);

    /// <summary>200 for all that goes well, creations too: the official client takes anything else for a failure.</summary>
    public static JsonBytes Json(JsonNode value) => new(StatusCodes.Status200OK, JsonSerializer.SerializeToUtf8Bytes(value, JsonConventions.Options));
}
