using Hitl.Jobs.Domain;
using Hitl.Jobs.Reads;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Jobs.Api;

/// <summary>The query of a list; every fault in it is named at once.</summary>
internal sealed record JobListQuery(JobFilter Filter, PageRequest Page, bool IsPaged)
{
    private static readonly string[] PagingNames = ["limit", "cursor", "status", "created_after", "created_before"];

    public static Result<JobListQuery> Read(IQueryCollection query) => new Reader(query).Read(forAdministrators: false);

    public static Result<JobListQuery> ReadForAdministrators(IQueryCollection query) => new Reader(query).Read(forAdministrators: true);

    private sealed class Reader(IQueryCollection query)
    {
        private readonly Dictionary<string, string[]> _faults = new(StringComparer.Ordinal);

        public Result<JobListQuery> Read(bool forAdministrators)
        {
            var filter = new JobFilter { Status = Status(), CreatedAfter = Instant("created_after"), CreatedBefore = Instant("created_before") };
            if (forAdministrators) filter = filter with { AccountId = Id("account_id"), ProjectId = Id("project_id"), JobId = Id("id"), IsTest = Mode() };
            var limit = Take(PageRequest.Read(Text("limit"), null)).Limit;
            var after = Take(PageRequest.Read(null, Text("cursor"))).After;
            return _faults.Count > 0
                ? InvalidRequest.Of(_faults)
                : new JobListQuery(filter, new PageRequest(limit, after), PagingNames.Any(query.ContainsKey));
        }

        private PageRequest Take(Result<PageRequest> read)
        {
            if (read.HasValue) return read.Value;
            foreach (var (field, messages) in read.Error!.Fields!) _faults[field] = messages;
            return default;
        }

        private JobStatus? Status()
        {
            if (Text("status") is not { } word) return null;
            if (JobStatusText.TryRead(word, out var status)) return status;
            _faults["status"] = [$"must be one of {string.Join(", ", Enum.GetValues<JobStatus>().Select(JobStatusText.Of))}."];
            return null;
        }

        private bool? Mode()
        {
            if (Text("mode") is not { } word) return null;
            if (word is not ("live" or "test")) _faults["mode"] = ["must be one of live, test."];
            return word == "test";
        }

        private DateTimeOffset? Instant(string name)
        {
            if (Text(name) is not { } text) return null;
            if (InstantText.Read(text) is { } instant) return instant;
            _faults[name] = [InstantText.Rule];
            return null;
        }

        private Guid? Id(string name)
        {
            if (Text(name) is not { } text) return null;
            if (Guid.TryParse(text, out var id)) return id;
            _faults[name] = ["must be an id (a UUID)."];
            return null;
        }

        private string? Text(string name) => query.TryGetValue(name, out var values) ? values.ToString() : null;
    }
}
