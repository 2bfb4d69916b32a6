using System.Text.Json.Nodes;

namespace Hitl.Cli.Demo.Work;

/// <summary>Where the project's jobs stand, as its client reads it.</summary>
internal sealed record JobCounts(IReadOnlyDictionary<string, int> ByStatus, int Total, double? Agreement)
{
    public static readonly JobCounts None = new(new Dictionary<string, int>(StringComparer.Ordinal), 0, null);

    public int Of(string status) => ByStatus.GetValueOrDefault(status);

    /// <summary>Reads all jobs of a project.</summary>
    public static async Task<JobCounts> ReadAsync(WorkClient account, string projectId, CancellationToken ct)
    {
        var jobs = (await account.CallAsync(HttpMethod.Get, $"/v1/jobs/{projectId}", body: null, ct)).Body!.AsArray();
        var agreements = jobs.SelectMany(AgreementsOf).ToList();
        return new JobCounts(
            jobs.CountBy(job => job!["status"]!.GetValue<string>(), StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal),
            jobs.Count,
            agreements.Count == 0 ? null : agreements.Average());
    }

    /// <summary>How far people agreed on each field, where the result says so.</summary>
    private static IEnumerable<double> AgreementsOf(JsonNode? job) => job?["origins"] is JsonObject origins
        ? origins.Select(field => field.Value?["agreement"]?.GetValue<double>()).OfType<double>()
        : [];
}
