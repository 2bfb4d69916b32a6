using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Hitl.LocalEngine.Hosting;
using Hitl.LocalEngine.Servers;

namespace Hitl.Cli.Doctor;

/// <summary>Everything that must be right on a machine, looked at without changing it.</summary>
internal static class Examination
{
    private const long DiskBytesMin = 2L * 1024 * 1024 * 1024;
    private const long MemoryBytesMin = 2L * 1024 * 1024 * 1024;

    public static async Task<IReadOnlyList<Finding>> RunAsync(string data, int port, CancellationToken ct) =>
    [
        Runtime(),
        await ToolAsync("dotnet sdk", "dotnet", ["--version"], "install the .NET 10 SDK", ct),
        await ToolAsync("node", "node", ["--version"], "install Node.js 20 or newer with npm: the web app is built with it", ct),
        Postgres(),
        RabbitMq(),
        Optional("ffmpeg", "attached videos and audio are refused, and there are no waveforms", "apt-get install ffmpeg"),
        Optional("ffprobe", "attached videos and audio are refused", "apt-get install ffmpeg"),
        Optional("pdfinfo", "attached PDFs are refused, and the pages of others are not known", "apt-get install poppler-utils"),
        Optional("setpriv", "children might outlive an engine that is killed", "apt-get install util-linux"),
        Optional("npm", "the Aspire dashboard cannot be installed; everything else works", "apt-get install npm"),
        Optional("curl", "the examples in the documents use it", "apt-get install curl"),
        Port(data, port),
        Disk(data),
        Memory(),
        Writable(data),
        LastRun(data),
    ];

    private static Finding Runtime() => Environment.Version.Major >= 10
        ? new Finding(Severity.Good, "dotnet", $"runtime {Environment.Version}")
        : new Finding(Severity.Bad, "dotnet", $"runtime {Environment.Version} is too old", "install the .NET 10 SDK");

    private static async Task<Finding> ToolAsync(string subject, string command, string[] arguments, string whatToDo, CancellationToken ct)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var version = await process.StandardOutput.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return process.ExitCode == 0
                ? new Finding(Severity.Good, subject, version.Trim())
                : new Finding(Severity.Bad, subject, $"{command} exits with code {process.ExitCode}", whatToDo);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return new Finding(Severity.Bad, subject, e.Message, whatToDo);
        }
    }

    private static Finding Postgres()
    {
        if (IsSet("ConnectionStrings__postgres")) return new Finding(Severity.Good, "postgres", "given by ConnectionStrings__postgres");
        return PostgresServer.BinariesFolder() is { } folder
            ? new Finding(Severity.Good, "postgres", folder)
            : new Finding(Severity.Bad, "postgres", "not installed", "apt-get install postgresql, or set ConnectionStrings__postgres");
    }

    private static Finding RabbitMq()
    {
        if (IsSet("ConnectionStrings__rabbitmq")) return new Finding(Severity.Good, "rabbitmq", "given by ConnectionStrings__rabbitmq");
        return RabbitMqServer.Program() is { } program
            ? new Finding(Severity.Good, "rabbitmq", program)
            : new Finding(Severity.Bad, "rabbitmq", "not installed", "apt-get install rabbitmq-server, or set ConnectionStrings__rabbitmq");
    }

    private static Finding Optional(string command, string without, string whatToDo)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, command)).FirstOrDefault(File.Exists);
        return path is null ? new Finding(Severity.Note, command, $"not found: {without}", whatToDo) : new Finding(Severity.Good, command, path);
    }

    private static Finding Port(string data, int port)
    {
        if (DataLock.IsHeld(data)) return new Finding(Severity.Good, "port", $"a system runs on {data}: {SystemState.Read(data)?.UrlOf("gateway")}");
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return new Finding(Severity.Good, "port", $"{port} is free");
        }
        catch (SocketException)
        {
            return new Finding(Severity.Bad, "port", $"{port} is in use", "./hitl up --port N, or stop what listens there");
        }
    }

    private static Finding Disk(string data)
    {
        var drive = new DriveInfo(ExistingFolder(data));
        var free = $"{drive.AvailableFreeSpace / (1024.0 * 1024 * 1024):0.0} GiB free for {data}";
        return drive.AvailableFreeSpace >= DiskBytesMin
            ? new Finding(Severity.Good, "disk", free)
            : new Finding(Severity.Bad, "disk", free, "make room: 2 GiB at least, or give another --data");
    }

    private static Finding Memory()
    {
        var total = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        var text = $"{total / (1024.0 * 1024 * 1024):0.0} GiB";
        return total >= MemoryBytesMin
            ? new Finding(Severity.Good, "memory", text)
            : new Finding(Severity.Note, "memory", text, "2 GiB are comfortable; leave the dashboard out with --no-dashboard");
    }

    private static Finding Writable(string data)
    {
        var folder = ExistingFolder(data);
        var probe = Path.Combine(folder, $".hitl-doctor-{Environment.ProcessId}");
        try
        {
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return new Finding(Severity.Good, "permissions", $"{folder} can be written");
        }
        catch (UnauthorizedAccessException)
        {
            return new Finding(Severity.Bad, "permissions", $"{folder} cannot be written", "give another --data");
        }
    }

    private static Finding LastRun(string data) => SystemState.Read(data) switch
    {
        null => new Finding(Severity.Good, "last run", "none yet"),
        { Phase: SystemPhase.Failed } failed => new Finding(Severity.Note, "last run", failed.Failure ?? "failed"),
        var state when state.Phase != SystemPhase.Stopped && !DataLock.IsHeld(data) => new Finding(Severity.Note, "last run", "was killed; the next start recovers the data"),
        var state => new Finding(Severity.Good, "last run", state.Phase.ToString()),
    };

    private static string ExistingFolder(string path)
    {
        while (!Directory.Exists(path)) path = Path.GetDirectoryName(path)!;
        return path;
    }

    private static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));
}
