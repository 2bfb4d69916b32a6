using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Hitl.TestKit;

namespace Hitl.Benchmarks.Measurements;

/// <summary>From an annotator's submit to the client's webhook, against the same POST sent directly.</summary>
internal static class Delivering
{
    private const int Jobs = 60;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    public static async Task RunAsync(Bench bench)
    {
        var direct = await DirectAsync(bench);
        bench.Report.Floor("POST straight to the receiver, 10 a second", direct);
        var delivered = await DeliveredAsync(bench);
        bench.Report.Delayed("submit -> webhook received, 10 a second", delivered, direct, goalMilliseconds: 100);
    }

    private static async Task<Figures> DirectAsync(Bench bench)
    {
        using var client = new HttpClient();
        using var pace = new PeriodicTimer(Between);
        var times = new List<double>();
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < Jobs; i++)
        {
            await pace.WaitForNextTickAsync();
            var start = Stopwatch.GetTimestamp();
            using var content = new StringContent("""{"status":"done"}""", Encoding.UTF8, "application/json");
            content.Headers.Add("webhook-id", $"direct-{i}");
            using var response = await client.PostAsync(new Uri(bench.Site.HookUrl($"direct-{i}")), content);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return Figures.Of(times, clock.Elapsed, null);
    }

    private static async Task<Figures> DeliveredAsync(Bench bench)
    {
        using var customer = await bench.Admin.CreateAccountAsync("Delivering");
        var project = await customer.CreateActiveProjectAsync(bench.Admin, bench.Site);
        using var annotator = await bench.Admin.CreateAnnotatorAsync(project);
        var received = new ConcurrentDictionary<string, long>();
        bench.Site.Answer = webhook =>
        {
            received.TryAdd(webhook.Path, Stopwatch.GetTimestamp());
            return 200;
        };
        for (var i = 0; i < Jobs; i++)
            await customer.CreateJobAsync(new { project_id = project, file_urls = new[] { bench.Site.FileUrl("image.png") }, webhook_url = bench.Site.HookUrl($"{project}-{i}") });

        using var pace = new PeriodicTimer(Between);
        var submitted = new Dictionary<string, long>();
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < Jobs; i++)
        {
            await pace.WaitForNextTickAsync();
            var assignment = await annotator.WaitForNextAsync(project);
            // The queue hands out the oldest first: the i-th claim is the i-th job.
            submitted[$"{project}-{i}"] = Stopwatch.GetTimestamp();
            (await assignment.SubmitAsync(new { label = "cat" })).Expect(200);
        }

        await Eventually.AssertAsync(() => received.Count >= Jobs, "every webhook came");
        return Figures.Of([.. submitted.Select(entry => Stopwatch.GetElapsedTime(entry.Value, received[entry.Key]).TotalMilliseconds)], clock.Elapsed, null);
    }
}
