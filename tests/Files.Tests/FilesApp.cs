using System.Net.Http.Json;
using Hitl.Contracts.Files;
using Hitl.Files.Infrastructure.Workers;
using Hitl.ServiceDefaults.Identity;
using Hitl.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Hitl.Files.Tests;

/// <summary>Files as a whole, with a folder of its own and a customer's server that it may reach.</summary>
internal sealed class FilesApp : IAsyncDisposable
{
    private readonly ServiceHost<FilesService> _host;
    private readonly bool _ownsRoot;

    private FilesApp(ServiceHost<FilesService> host, string root, bool ownsRoot) => (_host, Root, _ownsRoot) = (host, root, ownsRoot);

    public static Caller Jobs { get; } = new() { Service = "jobs" };

    public static IReadOnlyList<string> JobExtensions { get; } = ["pdf", "png", "jpg", "jpeg"];

    public string Root { get; }

    public ServiceHost<FilesService> Host => _host;

    public TestDatabase Database => _host.Database;

    public Janitor Janitor => _host.Services.GetRequiredService<Janitor>();

    public static async Task<FilesApp> StartAsync(
        CustomerServer customer, Action<Dictionary<string, string>>? configure = null, ManualClock? clock = null, Action<IServiceCollection>? replace = null,
        FilesApp? beside = null)
    {
        var root = beside?.Root ?? Directory.CreateTempSubdirectory("hitl-files-").FullName;
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Files:Root"] = root,
            ["Outbound:Allow"] = $"127.0.0.1:{customer.Url.Port}",
            ["Outbound:RefusalFloor"] = "00:00:00",
        };
        configure?.Invoke(settings);
        var options = new ServiceHostOptions { Settings = settings, Clock = clock, Replace = replace, Database = beside?.Database };
        return new FilesApp(await ServiceHost<FilesService>.StartAsync(options), root, beside is null);
    }

    public async Task<IReadOnlyList<FetchedGroup>> FetchAsync(Guid account, params string[][] groups)
    {
        using var http = _host.ClientFor(Jobs);
        var order = new FetchFiles { AccountId = account, Extensions = JobExtensions, Groups = groups };
        return (await new HttpFilesClient(http).FetchAsync(order, CancellationToken.None)).Groups;
    }

    public async Task<FetchedGroup> AttachAsync(Guid account, params AttachmentOrder[] attachments)
    {
        using var http = _host.ClientFor(Jobs);
        var order = new FetchFiles { AccountId = account, Extensions = JobExtensions, Groups = [[]], Attachments = [attachments] };
        return (await new HttpFilesClient(http).FetchAsync(order, CancellationToken.None)).Groups[0];
    }

    public async Task<StoredFile> GivenAttachmentAsync(Guid account, AttachmentKind kind, string url, bool isReference = false)
    {
        var group = await AttachAsync(account, new AttachmentOrder(kind, url, isReference));
        return group.Failures.Count == 0 ? group.Attachments.Single() : throw new InvalidOperationException(string.Join(", ", group.Failures));
    }

    public async Task<StoredFile> GivenFileAsync(Guid account, string url) => (await FetchAsync(account, [url]))[0].Files.Single();

    public Task<HttpResponseMessage> PostOrderAsync(Caller? caller, object order) => _host.ClientFor(caller).PostAsJsonAsync("/internal/files", order);

    public HttpClient ClientOf(Guid account) => _host.ClientFor(new Caller { AccountId = account, KeyId = account });

    public async Task<byte[]> ReadAsync(Guid account, Guid file)
    {
        using var client = ClientOf(account);
        return await client.GetByteArrayAsync(new Uri($"/v1/files/{file}", UriKind.Relative));
    }

    public int ContentsOnDisk() => Directory.GetFiles(Path.Combine(Root, "contents"), "*", SearchOption.AllDirectories).Length;

    public string[] Spooled() => Directory.GetFiles(Path.Combine(Root, "spool"));

    public Task<int> CountAsync(string table) => Database.ScalarAsync<int>($"SELECT count(*) FROM {table}");

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        if (_ownsRoot) Directory.Delete(Root, recursive: true);
    }
}
