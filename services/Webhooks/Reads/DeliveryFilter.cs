using System.Globalization;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Results;
using Hitl.Webhooks.Domain;
using Hitl.Webhooks.Infrastructure.Postgres;

namespace Hitl.Webhooks.Reads;

/// <summary>Which deliveries a client asks for, and which page of them.</summary>
internal sealed record DeliveryFilter(
    Guid? JobId, string? State, string? Event, DateTimeOffset? Since, DateTimeOffset? Until, Guid? AccountId, PageRequest Page)
{
    /// <summary>Every fault of the query at once.</summary>
    public static Result<DeliveryFilter> Read(IQueryCollection query)
    {
        var faults = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var page = PageRequest.Read(Text("limit"), Text("cursor"));
        foreach (var fault in page.Error?.Fields ?? new Dictionary<string, string[]>(StringComparer.Ordinal)) faults[fault.Key] = fault.Value;

        var jobId = Id("job_id");
        var accountId = Id("account_id");
        var since = Instant("since");
        var until = Instant("until");
        if (Text("state") is { } state && !DatabaseWords.States.Contains(state, StringComparer.Ordinal))
            faults["state"] = [$"must be one of {string.Join(", ", DatabaseWords.States)}."];
        if (Text("event") is { } name && !EventNames.All.Contains(name, StringComparer.Ordinal))
            faults["event"] = [$"must be one of {string.Join(", ", EventNames.All)}."];
        if (since > until) faults["until"] = ["must not be before since."];

        return faults.Count > 0
            ? InvalidRequest.Of(faults)
            : new DeliveryFilter(jobId, Text("state"), Text("event"), since, until, accountId, page.Value);

        string? Text(string field) => query.TryGetValue(field, out var values) ? values.ToString() : null;

        Guid? Id(string field)
        {
            if (Text(field) is not { } text) return null;
            if (Guid.TryParse(text, out var id)) return id;
            faults[field] = ["must be an id (a UUID)."];
            return null;
        }

        DateTimeOffset? Instant(string field)
        {
            if (Text(field) is not { } text) return null;
            if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)) return instant;
            faults[field] = ["must be an ISO 8601 date and time."];
            return null;
        }
    }
}
