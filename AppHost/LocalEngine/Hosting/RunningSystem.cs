using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;
using Hitl.LocalEngine.Dashboard;
using Hitl.LocalEngine.Processes;

namespace Hitl.LocalEngine.Hosting;

/// <summary>The parts of one model while they run, and what the model's references come to.</summary>
internal sealed class RunningSystem : IResolvedModel, IAsyncDisposable
{
    private const string InstanceLetters = "abcdefghijklmnopqrstuvwxyz";
    private const int InstanceLength = 8;

    private readonly EngineOptions _options;
    private readonly StatusBoard _board;
    private readonly TimeProvider _time;
    private readonly ProjectEnvironment _environment;
    private readonly DashboardHost? _dashboard;
    private readonly Dictionary<IResource, List<Supervisor>> _supervisors = [];
    private readonly Dictionary<ProjectResource, int> _ports = [];
    private readonly Dictionary<string, LogBook> _logs = new(StringComparer.Ordinal);
    private readonly List<TcpProxy> _proxies = [];
    private readonly Dictionary<Supervisor, (Task Running, CancellationTokenSource Stop)> _running = [];

    public RunningSystem(IReadOnlyList<Resource> resources, EngineOptions options, StatusBoard board, TimeProvider time)
    {
        (_options, _board, _time) = (options, board, time);
        _dashboard = DashboardHost.Create(options, this, board, time);
        _environment = new ProjectEnvironment(this, _dashboard?.Telemetry, options.IsDevelopment);
        foreach (var project in resources.OfType<ProjectResource>())
            _ports[project] = project.Endpoint is { } endpoint ? endpoint.Port ?? FreePorts.Next() : throw new InvalidOperationException($"{project.Name} has no HTTP endpoint.");
        foreach (var resource in resources) _supervisors[resource] = [.. UnitsOf(resource).Select(unit => Supervise(resource, unit))];
    }

    /// <summary>Completes when every part was healthy; fails with the first that could not be started.</summary>
    public Task Ready { get; private set; } = Task.CompletedTask;

    public string? DashboardUrl => _dashboard?.LoginUrl;

    public void Start()
    {
        foreach (var (project, supervisors) in _supervisors.Where(entry => entry.Value.Count > 1))
        {
            var targets = supervisors.Select(supervisor => ((ProjectUnit)supervisor.Unit).Port).ToList();
            _proxies.Add(new TcpProxy(_ports[(ProjectResource)project], targets));
        }
        if (_dashboard is not null) Run(_dashboard.Supervisor);
        var parts = _supervisors.Values.SelectMany(supervisors => supervisors).ToList();
        foreach (var part in parts) Run(part);
        Ready = AllReadyAsync(parts);
    }

    /// <summary>Those that others need go last, and the dashboard after them all: it takes what they report while they stop.</summary>
    public async Task StopAsync()
    {
        var left = _running.Keys.Where(supervisor => supervisor != _dashboard?.Supervisor).ToHashSet();
        while (left.Count > 0)
        {
            var needed = left.SelectMany(supervisor => supervisor.Dependencies).ToHashSet();
            var leaving = left.Where(supervisor => !needed.Contains(supervisor)).ToList();
            await Task.WhenAll(leaving.Select(EndAsync));
            left.ExceptWith(leaving);
        }
        if (_dashboard is not null && _running.ContainsKey(_dashboard.Supervisor)) await EndAsync(_dashboard.Supervisor);
        foreach (var proxy in _proxies) await proxy.DisposeAsync();
        _proxies.Clear();
        _running.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_dashboard is not null) await _dashboard.DisposeAsync();
        foreach (var log in _logs.Values) log.Dispose();
    }

    public string ConnectionStringOf(IResourceWithConnectionString resource) => ((IConnectionSource)_supervisors[resource][0].Unit).ConnectionString;

    public string AddressOf(ProjectResource project) => $"http://localhost:{_ports[project]}";

    public string ValueOf(ParameterResource parameter) => ((ParameterUnit)_supervisors[parameter][0].Unit).Value;

    /// <summary>The part with that id on the board.</summary>
    public Supervisor? Find(string id) => _supervisors.Values.SelectMany(supervisors => supervisors).FirstOrDefault(supervisor => supervisor.Unit.Status.Current.Id == id);

    public LogBook LogOf(string name)
    {
        if (_logs.TryGetValue(name, out var log)) return log;
        return _logs[name] = new LogBook(Path.Combine(_options.DataDirectory, "logs"), name, _time);
    }

    public StatusEntry AddStatus(string name, string type, string? instance = null, Func<ResourceStatus, ResourceStatus>? more = null)
    {
        var status = new ResourceStatus { Id = instance is null ? name : $"{name}-{instance}", Name = name, Type = type, CreatedAt = _time.GetUtcNow() };
        return _board.Add(more is null ? status : more(status));
    }

    private IEnumerable<Unit> UnitsOf(Resource resource) => resource switch
    {
        ProjectResource project => Enumerable.Range(1, project.Replicas).Select(replica => ProcessOf(project, replica)),
        ParameterResource parameter => [new ParameterUnit(
            parameter, _options.Parameters.GetValueOrDefault(parameter.Name), Path.Combine(_options.DataDirectory, "secrets"),
            AddStatus(parameter.Name, ResourceTypes.Parameter), LogOf("engine"))],
        PostgresDatabaseResource database => [new DatabaseUnit(
            database.DatabaseName, (IConnectionSource)_supervisors[database.Parent][0].Unit,
            AddStatus(database.Name, ResourceTypes.Database, more: status => status with { References = [database.Parent.Name] }), LogOf("engine"))],
        _ when _options.ConnectionStrings.TryGetValue(resource.Name, out var given) => [new GivenServerUnit(
            resource.Name, given, AddStatus(resource.Name, ResourceTypes.ConnectionString), LogOf("engine"))],
        PostgresServerResource => [new PostgresUnit(DataOf(resource), AddStatus(resource.Name, ResourceTypes.Executable, more: Commanded), LogOf(resource.Name))],
        RabbitMQServerResource => [new RabbitMqUnit(DataOf(resource), AddStatus(resource.Name, ResourceTypes.Executable, more: Commanded), LogOf(resource.Name))],
        _ => throw new InvalidOperationException($"This engine cannot run {resource.Name}, a {resource.GetType().Name}."),
    };

    private ProjectUnit ProcessOf(ProjectResource project, int replica)
    {
        // Telemetry is linked to a resource by name and instance id.
        var instance = RandomNumberGenerator.GetString(InstanceLetters, InstanceLength);
        var port = project.Replicas == 1 ? _ports[project] : FreePorts.Next();
        var status = AddStatus(project.Name, ResourceTypes.Project, instance, status => Commanded(status) with
        {
            Replica = replica,
            Url = $"http://localhost:{port}",
            Source = project.ProjectPath,
            References = [.. project.Connections.Select(c => c.Source.Name), .. project.Services.Select(s => s.Name)],
        });
        return new ProjectUnit(project, port, () => _environment.Of(project, port, instance), status, LogOf(project.Name));
    }

    private Supervisor Supervise(Resource resource, Unit unit)
    {
        // A value that is needed to start at all is waited for, whether the model says so or not.
        IEnumerable<IResource> needed =
        [
            .. resource.WaitsFor,
            .. resource.Environment.Select(entry => entry.Parameter).OfType<ParameterResource>(),
            .. resource.Connections.Select(reference => reference.Source),
            .. resource is PostgresDatabaseResource database ? [database.Parent] : Array.Empty<IResource>(),
        ];
        return new Supervisor(unit, [.. needed.Distinct().SelectMany(dependency => _supervisors[dependency])], _time);
    }

    private void Run(Supervisor supervisor)
    {
        var stop = new CancellationTokenSource();
        _running[supervisor] = (Task.Run(() => supervisor.RunAsync(stop.Token)), stop);
    }

    private async Task EndAsync(Supervisor supervisor)
    {
        var (running, stop) = _running[supervisor];
        await stop.CancelAsync();
        await running;
        stop.Dispose();
        supervisor.Dispose();
    }

    // The first failure counts, even while others still wait.
    private static async Task AllReadyAsync(List<Supervisor> parts)
    {
        var waiting = parts.Select(part => part.Ready).ToList();
        while (waiting.Count > 0)
        {
            var next = await Task.WhenAny(waiting);
            if (!next.IsCanceled) await next;
            waiting.Remove(next);
        }
    }

    private string DataOf(Resource resource) => Path.Combine(_options.DataDirectory, resource.Name);

    private static ResourceStatus Commanded(ResourceStatus status) => status with { CanBeCommanded = true };
}
