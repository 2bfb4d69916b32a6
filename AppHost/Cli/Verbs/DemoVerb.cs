using System.CommandLine;
using Hitl.Cli.Demo;
using Hitl.Cli.Demo.Work;
using Hitl.LocalEngine.Processes;

namespace Hitl.Cli.Verbs;

/// <summary>Shows the main job of the system on real files, or many people at work.</summary>
internal static class DemoVerb
{
    private const int Interrupted = 130;
    private const int Pictures = 12;

    public static Command Create()
    {
        var data = CommonOptions.Data();
        var work = new Option<bool>("--work") { Description = "Instead: a project with a form, and people who do its jobs together, with a live view" };
        var jobs = new Option<int>("--jobs") { Description = "With --work: how many jobs", DefaultValueFactory = _ => 300, HelpName = "N" };
        var people = new Option<int>("--people") { Description = "With --work: how many people", DefaultValueFactory = _ => 20, HelpName = "N" };
        var seconds = new Option<int>("--seconds") { Description = "With --work: how long at the most", DefaultValueFactory = _ => 180, HelpName = "N" };
        foreach (var number in new[] { jobs, people, seconds }) number.Validators.Add(RequirePositive);
        var command = new Command("demo", "The main job of the system on real files, each step shown as a curl call with its answer. "
            + "Runs on the system of --data if that was started with HITL_OUTBOUND_ALLOW=127.0.0.1, else on a second one of its own, which goes again") { data, work, jobs, people, seconds };
        command.SetAction((parsed, ct) =>
        {
            var directory = parsed.GetRequiredValue(data).FullName;
            var size = new WorkSize(parsed.GetValue(jobs), parsed.GetValue(people), TimeSpan.FromSeconds(parsed.GetValue(seconds)));
            return parsed.GetValue(work) ? RunWorkAsync(directory, size, ct) : RunAsync(directory, ct);
        });
        return command;
    }

    private static void RequirePositive(System.CommandLine.Parsing.OptionResult result)
    {
        if (result.GetValueOrDefault<int>() < 1) result.AddError($"{result.Option.Name} must be 1 or more.");
    }

    private static async Task<int> RunAsync(string data, CancellationToken ct)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["box.png"] = PngFile.Make(),
            ["disc.jpg"] = JpegFile.Make(),
            ["notes.pdf"] = PdfFile.Make("What the camera saw", "One box (red), one disc (grey)."),
            ["instructions.pdf"] = PdfFile.Make("Instructions", "Draw a rectangle around each box: [left, top, right, bottom] in pixels.", "Name what you see in label."),
        };
        await using var system = await FindOrStartAsync(data, ct);
        await using var client = await ClientServer.StartAsync(FreePorts.Next(), files, ct);
        await Console.Out.WriteLineAsync($"The client's files: {string.Join(", ", files.Select(file => $"{client.Address}/{file.Key} ({file.Value.Length} bytes)"))}");
        using var transcript = new Transcript(system.Address, Console.Out);
        await new MainJob(transcript, client, files, system.AdminKey).RunAsync(ct);
        await Console.Out.WriteLineAsync("\nThe main job of the system works, from the account to the metrics.");
        return 0;
    }

    private static async Task<int> RunWorkAsync(string data, WorkSize size, CancellationToken ct)
    {
        var files = Enumerable.Range(0, Pictures)
            .ToDictionary(number => $"box-{number:00}.png", number => PngFile.Make(number * 16, number * 10), StringComparer.Ordinal);
        var images = files.Keys.ToList();
        files["instructions.pdf"] = PdfFile.Make("Instructions", "Say how the picture is, and draw a rectangle around each thing in it.");
        try
        {
            await using var system = await FindOrStartAsync(data, ct);
            await using var site = await ClientServer.StartAsync(FreePorts.Next(), files, ct);
            using var demo = new WorkDemo(system.Address, system.AdminKey, site, images, size, Console.Out);
            await demo.PrepareAsync(ct);
            await demo.OrderAsync(ct);
            var counts = await demo.WorkAsync(new ProgressView(Console.Out, demo.Tally, size, !Console.IsOutputRedirected), ct);
            var adds = await WorkSummary.WriteAsync(demo, counts, size, await demo.ReadDoneAsync(ct), Console.Out);
            if (!system.IsItsOwn) await WorkSummary.WriteAddressesAsync(system.Address, data, demo.ProjectId, Console.Out);
            return adds ? 0 : 1;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await Console.Out.WriteLineAsync("Stopped.");
            return Interrupted;
        }
    }

    private static async Task<DemoSystem> FindOrStartAsync(string data, CancellationToken ct)
    {
        await Console.Out.WriteLineAsync("Looking for a system that may fetch files from 127.0.0.1; starting one where there is none ...");
        var system = await DemoSystem.FindOrStartAsync(data, ct);
        await Console.Out.WriteLineAsync($"{(system.IsItsOwn ? "A system of the demo's own" : "The running system")}: {system.Address}");
        return system;
    }
}
