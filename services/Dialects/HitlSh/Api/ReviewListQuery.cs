using System.Globalization;
using Hitl.Contracts.Jobs;
using Hitl.Dialects.HitlSh.Application;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Dialects.HitlSh.Api;

/// <summary>Reads the parameters of the list of reviews.</summary>
internal sealed class ReviewListQuery(IQueryCollection query)
{
    private const int LimitMax = 100;
    private const int LimitDefault = 20;

    private readonly Dictionary<string, string[]> _faults = new(StringComparer.Ordinal);

    public Result<FindJobs> Read(Caller caller)
    {
        var page = ReadPage(query);
        if (page.Error is { } refused) return refused;
        var filter = new FindJobs
        {
            AccountId = caller.RequiredAccountId,
            Dialect = HitlShDialect.Name,
            // A test key lists what the simulator answers, a live key what people do.
            IsTest = caller.IsTest,
            Type = Text("template_id"),
            Priority = Word("priority", Enum.GetNames<JobPriority>()) is { } priority ? Enum.Parse<JobPriority>(priority, ignoreCase: true) : null,
            Assignee = Text("assignee")?.Trim().ToLowerInvariant(),
            CreatedAfter = Instant("created_after"),
            CreatedBefore = Instant("created_before"),
            Limit = page.Value.Limit,
            After = page.Value.After,
        };
        if (Word("status", ReviewStatus.All) is { } status) filter = ReviewStatus.Restrict(filter, status);
        return _faults.Count == 0 ? filter : InvalidRequest.Of(_faults);
    }

    public static Result<PageRequest> ReadPage(IQueryCollection query)
    {
        var (limit, cursor) = (query["limit"].LastOrDefault(), query["cursor"].LastOrDefault());
        var page = PageRequest.Read(string.IsNullOrEmpty(limit) ? LimitDefault.ToString(CultureInfo.InvariantCulture) : limit, cursor);
        return page is { Error: null, Value.Limit: > LimitMax } ? InvalidRequest.Of("limit", $"must be an integer from 1 to {LimitMax}.") : page;
    }

    private string? Text(string name) => query[name].LastOrDefault(value => !string.IsNullOrEmpty(value));

    private string? Word(string name, IReadOnlyList<string> words)
    {
        if (Text(name) is not { } text) return null;
        if (words.FirstOrDefault(word => string.Equals(word, text, StringComparison.OrdinalIgnoreCase)) is { } known) return known;
        _faults[name] = [$"must be one of {string.Join(", ", words.Select(word => word.ToLowerInvariant()))}."];
        return null;
    }

    private DateTimeOffset? Instant(string name)
    {
        if (Text(name) is not { } text) return null;
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, utc, out var instant)
            && instant.Year is > 1 and < 9999)
            return instant;

        _faults[name] = ["must be an ISO 8601 date and time, such as 2026-01-31T12:00:00Z."];
        return null;
    }
}
