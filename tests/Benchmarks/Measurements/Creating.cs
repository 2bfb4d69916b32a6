using Hitl.Benchmarks.Floors;
using Hitl.TestKit.Driving;

namespace Hitl.Benchmarks.Measurements;

/// <summary>Durable creations, against the least that a durable row costs.</summary>
internal static class Creating
{
    private const int BulkSize = 1000;

    public static async Task RunAsync(Bench bench)
    {
        var stored = await StoredFileAsync(bench);
        foreach (var clients in new[] { 32, 128 })
        {
            var floor = await Pgbench.InsertAsync(bench.Postgres, clients, bench.Duration);
            bench.Report.Floor($"pgbench: one prepared insert, {clients} clients", floor);
            var create = await Load.RunAsync(
                clients, bench.Duration, _ => bench.Customer.CreateJobAsync(Job(bench, stored)), CpuMeter.Of(bench.System, "gateway", "jobs", "files"));
            bench.Report.Measured($"POST a job, file already stored, {clients} clients", create, floor, "pgbench");
        }

        var fetched = await Load.RunAsync(
            32, bench.Duration, _ => bench.Customer.CreateJobAsync(bench.Project, bench.Site), CpuMeter.Of(bench.System, "gateway", "jobs", "files"));
        bench.Report.Floor("POST a job, file fetched from 127.0.0.1, 32", fetched);

        var unnest = await Pgbench.UnnestAsync(bench.Postgres, BulkSize, bench.Duration);
        bench.Report.Floor("insert of 1,000 rows by unnest", unnest);
        var bulk = await Load.RunAsync(1, bench.Duration, _ => BulkAsync(bench, stored), CpuMeter.Of(bench.System, "gateway", "jobs", "files"), BulkSize);
        bench.Report.Measured("POST of 1,000 jobs in one request", bulk, unnest, "unnest", 0.5);
    }

    private static async Task BulkAsync(Bench bench, string stored)
    {
        var jobs = Enumerable.Range(0, BulkSize).Select(_ => Job(bench, stored)).ToArray();
        var answer = await bench.Customer.Http.PostAnswerAsync("/v1/jobs/bulk", new { jobs });
        if (answer.Status != 200 || answer.Text.Contains("\"error\"", StringComparison.Ordinal)) throw new InvalidOperationException(answer.Text[..Math.Min(500, answer.Text.Length)]);
    }

    private static object Job(Bench bench, string file) => new { project_id = bench.Project, file_urls = new[] { file } };

    private static async Task<string> StoredFileAsync(Bench bench)
    {
        var job = await bench.Customer.CreateJobAsync(bench.Project, bench.Site);
        return (await bench.Customer.GetJobAsync(bench.Project, job)).GetProperty("image").GetString()!;
    }
}
