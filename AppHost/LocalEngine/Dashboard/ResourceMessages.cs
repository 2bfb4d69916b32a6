using System.Globalization;
using Hitl.LocalEngine.Hosting;

namespace Hitl.LocalEngine.Dashboard;

/// <summary>Our resources in the messages of <c>aspire.v1</c>. The numbers are those of its dashboard_service.proto.</summary>
internal static class ResourceMessages
{
    private const int CommandEnabled = 0;
    private const int CommandDisabled = 1;

    public static ProtoWriter Initial(IEnumerable<ResourceStatus> resources)
    {
        var data = new ProtoWriter();
        foreach (var resource in resources) data.Message(1, Resource(resource));
        return new ProtoWriter().Message(1, data);
    }

    public static ProtoWriter Changed(ResourceStatus resource) =>
        new ProtoWriter().Message(2, new ProtoWriter().Message(1, new ProtoWriter().Message(2, Resource(resource))));

    public static ProtoWriter LogLines(IEnumerable<LogLine> lines)
    {
        var update = new ProtoWriter();
        foreach (var line in lines)
        {
            // The dashboard takes a leading stamp as the line's time.
            update.Message(1, new ProtoWriter()
                .Text(1, string.Create(CultureInfo.InvariantCulture, $"{line.At:yyyy-MM-ddTHH:mm:ss.fffffffZ} {line.Text}"))
                .Bool(2, line.IsError)
                .Int(3, line.Number));
        }
        return update;
    }

    private static ProtoWriter Resource(ResourceStatus resource)
    {
        var message = new ProtoWriter()
            .Text(1, resource.Id)
            .Text(2, resource.Type)
            .Text(3, resource.Name)
            .Text(4, resource.Id)
            .Text(5, resource.State.ToString())
            .Time(6, resource.CreatedAt)
            .Text(14, StyleOf(resource))
            .Time(18, resource.StartedAt)
            .Time(19, resource.StoppedAt)
            .Bool(22, resource.Type == ResourceTypes.Project);
        foreach (var variable in resource.Environment) message.Message(7, new ProtoWriter().Text(1, variable.Name).Text(2, variable.Value).Bool(3, true));
        foreach (var command in Commands(resource)) message.Message(11, command);
        foreach (var (name, value) in Properties(resource)) message.Message(12, new ProtoWriter().Text(1, name).Message(3, new ProtoWriter().Text(3, value)));
        if (resource.Url is not null) message.Message(13, Url(resource, resource.Url));
        foreach (var report in resource.Health) message.Message(17, Health(report));
        foreach (var reference in resource.References) message.Message(20, new ProtoWriter().Text(1, reference).Text(2, "Reference"));
        foreach (var awaited in resource.WaitingFor) message.Message(20, new ProtoWriter().Text(1, awaited).Text(2, "WaitFor"));
        return message;
    }

    private static ProtoWriter Url(ResourceStatus resource, string url) => new ProtoWriter()
        .Text(1, new Uri(url).Scheme)
        .Text(2, url)
        .Bool(4, resource.State != ResourceState.Running)
        .Message(5, new ProtoWriter().Text(2, ""));

    private static ProtoWriter Health(HealthReport report) =>
        new ProtoWriter().Int(1, report.IsHealthy ? 0 : 1).Text(2, report.Key).Text(3, report.Description).Text(4, "");

    private static IEnumerable<ProtoWriter> Commands(ResourceStatus resource)
    {
        if (!resource.CanBeCommanded) yield break;
        var stopped = resource.State is ResourceState.Exited or ResourceState.FailedToStart;
        var running = resource.State is ResourceState.Running or ResourceState.Starting;
        yield return Command(ResourceCommands.Start, "Start", "Play", isHighlighted: stopped, isEnabled: stopped);
        yield return Command(ResourceCommands.Stop, "Stop", "Stop", isHighlighted: !stopped, isEnabled: running);
        yield return Command(ResourceCommands.Restart, "Restart", "ArrowCounterclockwise", isHighlighted: false, isEnabled: running);
    }

    private static ProtoWriter Command(string name, string title, string icon, bool isHighlighted, bool isEnabled) =>
        new ProtoWriter().Text(1, name).Text(2, title).Bool(5, isHighlighted).Text(6, icon).Int(9, isEnabled ? CommandEnabled : CommandDisabled);

    private static IEnumerable<(string Name, string Value)> Properties(ResourceStatus resource)
    {
        if (resource.Source is { } source) yield return (resource.Type == ResourceTypes.Project ? "project.path" : "executable.path", source);
        if (resource.ProcessId is { } id) yield return ("executable.pid", id.ToString(CultureInfo.InvariantCulture));
        if (resource.ExitCode is { } code) yield return ("resource.exitCode", code.ToString(CultureInfo.InvariantCulture));
        if (resource.Type == ResourceTypes.Database && resource.References is [var parent, ..]) yield return ("resource.parentName", parent);
        if (resource.WaitingFor.Count > 0) yield return ("resource.waitingFor", string.Join(", ", resource.WaitingFor));
    }

    private static string? StyleOf(ResourceStatus resource) => resource.State switch
    {
        ResourceState.Running => "success",
        ResourceState.FailedToStart => "error",
        ResourceState.Exited => resource.ExitCode is null or 0 ? "info" : "error",
        ResourceState.NotStarted or ResourceState.Waiting or ResourceState.Starting or ResourceState.Stopping => "info",
    };
}
