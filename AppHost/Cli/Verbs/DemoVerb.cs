using System.CommandLine;
using Hitl.Cli.Demo;
using Hitl.LocalEngine.Processes;

namespace Hitl.Cli.Verbs;

/// <summary>Shows the main job of the system on real files.</summary>
internal static class DemoVerb
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var command = new Command("demo", "The main job of the system on real files, each step shown as a curl call with its answer. "
            + "Runs on the system of --data if that was started with HITL_OUTBOUND_ALLOW=127.0.0.1, else on a second one of its own, which goes again") { data };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetRequiredValue(data).FullName, ct));
        return command;
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
        await Console.Out.WriteLineAsync("Looking for a system that may fetch files from 127.0.0.1; starting one where there is none ...");
        await using var system = await DemoSystem.FindOrStartAsync(data, ct);
        await Console.Out.WriteLineAsync($"{(system.IsItsOwn ? "A system of the demo's own" : "The running system")}: {system.Address}");
        await using var client = await ClientServer.StartAsync(FreePorts.Next(), files, ct);
        await Console.Out.WriteLineAsync($"The client's files: {string.Join(", ", files.Select(file => $"{client.Address}/{file.Key} ({file.Value.Length} bytes)"))}");
        using var transcript = new Transcript(system.Address, Console.Out);
        await new MainJob(transcript, client, files, system.AdminKey).RunAsync(ct);
        await Console.Out.WriteLineAsync("\nThe main job of the system works, from the account to the metrics.");
        return 0;
    }
}
