using System.Globalization;
using Hitl.Contracts.Jobs;
using Hitl.Dialects.Domain;
using Hitl.Dialects.Scale.Application;
using Hitl.ServiceDefaults.Identity;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Dialects.Scale.Api;

/// <summary>Reads the parameters of a list. A parameter without a value counts as none; what nobody knows does not matter.</summary>
internal sealed class TaskListQuery(IQueryCollection query)
{
    private const int LimitMax = 100;
    private const int OffsetMax = 1_000_000;
    private const int UniqueIdsMax = 100;

    private readonly List<string> _faults = [];

    public Result<TaskFilter> Read(Caller caller)
    {
        var filter = new FindJobs
        {
            AccountId = caller.RequiredAccountId,
            Dialect = ScaleDialect.Name,
            // Each mode has its own tasks: a test key lists none that people answer.
            IsTest = caller.IsTest,
            Type = TypeOf(Text("type")),
            Statuses = Statuses(),
            Tags = Texts("tags"),
            CreatedAfter = From("start_time"),
            CreatedBefore = Until("end_time"),
            FinishedAfter = From("completed_after"),
            FinishedBefore = Until("completed_before"),
            UpdatedAfter = From("updated_after"),
            UpdatedBefore = Until("updated_before"),
            Limit = Integer("limit", 1, LimitMax) ?? LimitMax,
            Offset = Integer("offset", 0, OffsetMax) ?? 0,
            After = Token(),
            WithTotal = true,
        };
        var uniqueIds = Texts("unique_id");
        if (uniqueIds.Count > UniqueIdsMax) _faults.Add($"unique_id may be given {UniqueIdsMax} times at most.");
        // Behind a page there is nothing to pass over.
        if (filter.After is not null) filter = filter with { Offset = 0 };
        return _faults.Count == 0 ? new TaskFilter(filter, uniqueIds) : TaskErrors.Invalid(string.Join(' ', _faults));
    }

    private string? Text(string name) => query[name].LastOrDefault(value => !string.IsNullOrEmpty(value));

    /// <summary><c>tags=a&amp;tags=b</c>, and with brackets.</summary>
    private List<string> Texts(string name) =>
        [.. query.Where(pair => pair.Key == name || pair.Key == name + "[]").SelectMany(pair => pair.Value).Where(value => !string.IsNullOrEmpty(value)).Select(value => value!)];

    /// <summary>The name of the path is that of no task.</summary>
    private static string? TypeOf(string? type) => type is not null && TaskKind.Find(type) is { } kind ? kind.Name : type;

    private IReadOnlyList<JobStatus> Statuses()
    {
        switch (Text("status"))
        {
            case null: return [];
            case "pending": return [JobStatus.New, JobStatus.Progress];
            case "completed": return [JobStatus.Done];
            case "canceled": return [JobStatus.Canceled, JobStatus.Expired];
            case "error": return [JobStatus.Error];
            default:
                _faults.Add("status must be one of completed, pending, canceled, error.");
                return [];
        }
    }

    private int? Integer(string name, int min, int max)
    {
        if (Text(name) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max) return number;
        _faults.Add($"{name} must be an integer from {min} to {max}.");
        return null;
    }

    private Guid? Token()
    {
        if (Text("next_token") is not { } token) return null;
        if (PageToken.Read(token) is { } after) return after;
        _faults.Add("next_token must be that of an earlier page.");
        return null;
    }

    /// <summary>Tasks show their times in milliseconds: whoever sends one back means that whole millisecond, at both ends.</summary>
    private DateTimeOffset? From(string name) =>
        Instant(name) is { } instant ? new DateTimeOffset(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero) : null;

    private DateTimeOffset? Until(string name) => From(name)?.AddMilliseconds(1);

    private DateTimeOffset? Instant(string name)
    {
        // A plus that was not encoded arrives as a space.
        if (Text(name) is not { } text) return null;
        var digits = text.AsSpan().TrimStart();
        if (digits.Length > 4 && digits[4] == '-' && !digits[..4].ContainsAnyExceptInRange('0', '9')
            && DateTimeOffset.TryParse(WithPlus(text), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            && instant.Year is > 1 and < 9999)
            return instant;

        _faults.Add($"{name} must be an ISO 8601 date and time.");
        return null;
    }

    /// <summary>"... 02:00" behind a time is a zone whose plus was lost.</summary>
    private static string WithPlus(string text) =>
        text.Length > 16 && text[^6] == ' ' && text[^3] == ':' && text.AsSpan(11, text.Length - 17).Contains(':') ? $"{text[..^6]}+{text[^5..]}" : text;
}
