using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Contracts.Jobs;
using Hitl.Contracts.Workforce;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Dialects.HitlSh.Application;

/// <summary>Changes who is asked, when, and, as long as nobody has begun, about what.</summary>
internal sealed class ReviseReview(FindReview find, ITeamsClient teams, IDialectJobsClient jobs)
{
    public async Task<Result<JobRecord>> HandleAsync(Guid accountId, string id, JsonObject change, Guid? teamId, CancellationToken ct)
    {
        var found = await find.HandleAsync(accountId, id, ct);
        if (found.Error is not null || change.Count == 0) return found;
        if (teamId is { } team && await teams.GetAsync(accountId, team, ct) is null) return ReviewErrors.NoSuchTeam;

        var outcome = await jobs.ReviseAsync(accountId, found.Value.JobId, JsonSerializer.SerializeToElement(change), ct);
        if (outcome is null) return ReviewErrors.ReviewNotFound;
        return outcome.Job is { } job ? job : ReviewErrors.Of(outcome.Refusal!);
    }
}
