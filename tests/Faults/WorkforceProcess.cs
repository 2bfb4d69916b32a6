using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Hitl.ServiceDefaults.Hosting;
using Hitl.ServiceDefaults.Identity;
using Hitl.TestKit;
using Microsoft.Extensions.Options;

namespace Hitl.Faults;

/// <summary>Workforce as a process of its own on a database of its own, to be killed and started again.</summary>
internal sealed class WorkforceProcess : IAsyncDisposable
{
    private const string SigningKey = "a-signing-key-that-only-tests-know-0123456789";

    private readonly Dictionary<string, string> _environment;
    private readonly IdentityTokens _tokens = new(Options.Create(new AuthOptions { SigningKey = SigningKey }), TimeProvider.System);
    private readonly HttpClient _probe;
    private Process _process;

    private WorkforceProcess(TestDatabase database, Uri url, Dictionary<string, string> environment)
    {
        (Database, Url, _environment) = (database, url, environment);
        _probe = new HttpClient { BaseAddress = url };
        _process = Start();
    }

    public TestDatabase Database { get; }

    public Uri Url { get; }

    public static async Task<WorkforceProcess> StartAsync(CancellationToken ct)
    {
        var database = await TestDatabase.CreateAsync();
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var url = new Uri($"http://127.0.0.1:{((System.Net.IPEndPoint)listener.LocalEndpoint).Port}");
        listener.Stop();
        var process = new WorkforceProcess(database, url, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_URLS"] = url.ToString(),
            ["ConnectionStrings__db"] = database.ConnectionString,
            ["ConnectionStrings__rabbitmq"] = await TestServers.RabbitMqAsync(),
            ["Auth__SigningKey"] = SigningKey,
            ["PublicUrl"] = "http://hitl.test",
            ["Messaging__Prefix"] = $"t{Guid.CreateVersion7():N}-",
            ["Messaging__Temporary"] = "true",
            ["services__jobs__http__0"] = "http://127.0.0.1:9",
            ["Logging__LogLevel__Default"] = "Warning",
        });
        await process.WaitAsync(ct);
        return process;
    }

    /// <summary>A client whose requests carry the gateway's token for an annotator.</summary>
    public HttpClient ClientFor(Guid annotatorId) =>
        new(new TokenHandler(_tokens, new Caller { AnnotatorId = annotatorId }) { InnerHandler = new SocketsHttpHandler() }) { BaseAddress = Url };

    /// <summary>SIGKILL, at once, then a new process.</summary>
    public async Task KillAsync(CancellationToken ct)
    {
        _process.Kill();
        await _process.WaitForExitAsync(ct);
        _process.Dispose();
        _process = Start();
        await WaitAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _probe.Dispose();
        await Database.DisposeAsync();
    }

    private Process Start()
    {
        // Beside this program: artifacts/bin/NAME/CONFIGURATION.
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(here.Parent!.Parent!.FullName, "Hitl.Workforce", here.Name, "Hitl.Workforce.dll");
        var start = new ProcessStartInfo("dotnet") { ArgumentList = { program }, UseShellExecute = false };
        foreach (var (name, value) in _environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private Task WaitAsync(CancellationToken ct) => Eventually.AssertAsync(
        async () =>
        {
            try
            {
                using var alive = await _probe.GetAsync(new Uri("/health", UriKind.Relative), ct);
                return alive.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        },
        "Workforce is healthy",
        TimeSpan.FromSeconds(60));

    private sealed class TokenHandler(IdentityTokens tokens, Caller caller) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.Issue(caller));
            return base.SendAsync(request, cancellationToken);
        }
    }
}
