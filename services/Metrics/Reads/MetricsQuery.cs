using System.Globalization;
using Hitl.Metrics.Domain;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Metrics.Reads;

/// <summary>What <c>GET /v1/metrics</c> asks for.</summary>
/// <param name="Start">The first day; null for that of each project's first job.</param>
/// <param name="End">The day after the last; null for tomorrow.</param>
/// <param name="Level">How long a group is.</param>
/// <param name="ProjectIds">Null for all projects of the account; empty for none.</param>
/// <param name="Today">The day of the request, in UTC.</param>
internal sealed record MetricsQuery(DateOnly? Start, DateOnly? End, PeriodLevel Level, IReadOnlySet<Guid>? ProjectIds, DateOnly Today)
{
    private const string StartField = "period_start_date";
    private const string EndField = "period_end_date";
    private const string LevelField = "period_group_level";

    /// <summary>Administrators name the projects: those of all accounts would be too many.</summary>
    public const int ProjectsMax = 200;

    private const string ProjectsField = "project_ids";

    /// <summary>A period of dates that are right each, but together too long to be meant.</summary>
    public static readonly Error TooManyGroups = InvalidRequest.Of(
        LevelField, $"makes more than {Period.GroupsMax} groups of this period. Ask for a shorter period or for longer groups.");

    /// <summary>Reads the parameters as the client sent them; all faults of form are named at once.</summary>
    public static Result<MetricsQuery> Read(string? start, string? end, string? level, string? projectIds, DateOnly today)
    {
        var faults = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var from = ReadDate(start, StartField, faults);
        var to = ReadDate(end, EndField, faults);
        var groups = ReadLevel(level, faults);
        if (from > to) faults[StartField] = [$"must not be after {EndField}."];
        if (faults.Count > 0) return InvalidRequest.Of(faults);

        var projects = ReadIds(projectIds);
        return projects.Error is { } error ? error : new MetricsQuery(from, to, groups, projects.Value, today);
    }

    /// <summary>The same for administrators, who name the projects they ask for.</summary>
    public static Result<MetricsQuery> ReadForAdministrators(string? start, string? end, string? level, string? projectIds, DateOnly today)
    {
        var query = Read(start, end, level, projectIds, today);
        return query.HasValue && query.Value.ProjectIds is not { Count: > 0 and <= ProjectsMax } ? NameProjects : query;
    }

    /// <summary>The projects whose progress an administrator asks for.</summary>
    public static Result<IReadOnlySet<Guid>> ReadProjects(string? projectIds)
    {
        var ids = ReadIds(projectIds);
        if (ids.Error is { } error) return error;
        return ids.Value is { Count: > 0 and <= ProjectsMax } named ? named : NameProjects;
    }

    private static Error NameProjects => InvalidRequest.Of(ProjectsField, $"must name 1 to {ProjectsMax} projects, separated by commas.");

    private static DateOnly? ReadDate(string? text, string field, Dictionary<string, string[]> faults)
    {
        if (text is null) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        faults[field] = ["must be an ISO date such as 2026-01-31."];
        return null;
    }

    private static PeriodLevel ReadLevel(string? text, Dictionary<string, string[]> faults)
    {
        switch (text)
        {
            case "day": return PeriodLevel.Day;
            case "week": return PeriodLevel.Week;
            case null or "month": return PeriodLevel.Month;
            case "year": return PeriodLevel.Year;
            default:
                faults[LevelField] = ["must be one of day, week, month, year."];
                return default;
        }
    }

    private static Result<HashSet<Guid>?> ReadIds(string? text)
    {
        if (text is null) return (HashSet<Guid>?)null;
        var ids = new HashSet<Guid>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Guid.TryParse(part, out var id)) return MetricsErrors.ProjectNotFound(part);
            ids.Add(id);
        }

        return ids;
    }
}
