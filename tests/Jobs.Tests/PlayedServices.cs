using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Hitl.Contracts.Files;
using Hitl.Contracts.Projects;
using Hitl.ServiceDefaults.Http;
using Hitl.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Hitl.Jobs.Tests;

/// <summary>Plays Projects and Files over HTTP, as Jobs meets them.</summary>
internal sealed class PlayedServices : IAsyncDisposable
{
    private LoopbackServer _server = null!;

    public ConcurrentDictionary<Guid, ProjectFacts> Projects { get; } = new();

    public ConcurrentQueue<FetchFiles> Orders { get; } = new();

    /// <summary>Files answers the first order with a URL that holds the key only when the task ends.</summary>
    private ConcurrentDictionary<string, TaskCompletionSource> Gates { get; } = new(StringComparer.Ordinal);

    public int ProjectQuestions => _projectQuestions;

    private int _projectQuestions;

    public Uri Url => _server.Url;

    public static async Task<PlayedServices> StartAsync()
    {
        var services = new PlayedServices();
        services._server = await LoopbackServer.StartAsync(app =>
        {
            app.MapGet("/internal/projects/{id:guid}", services.GetProject);
            // As a delegate: as a RequestDelegate its result would be dropped.
            app.MapPost("/internal/files", (Delegate)services.FetchAsync);
        });
        return services;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private IResult GetProject(Guid id)
    {
        Interlocked.Increment(ref _projectQuestions);
        return Projects.TryGetValue(id, out var facts) ? Results.Json(facts, JsonConventions.Options) : Results.NotFound();
    }

    private async Task<IResult> FetchAsync(HttpContext context)
    {
        var order = (await JsonSerializer.DeserializeAsync<FetchFiles>(context.Request.Body, JsonConventions.Options))!;
        Orders.Enqueue(order);
        foreach (var (key, gate) in Gates)
        {
            var isMeant = order.Groups.Any(group => group.Any(url => url.Contains(key, StringComparison.Ordinal)));
            if (isMeant && Gates.TryRemove(key, out _)) await gate.Task;
        }

        if (order.Groups.Any(group => group.Any(url => url.Contains("files-are-down", StringComparison.Ordinal))))
            return Results.StatusCode((int)HttpStatusCode.ServiceUnavailable);
        return Results.Json(new FetchedFiles([.. order.Groups.Select((urls, i) => Fetch(urls, i < order.Attachments.Count ? order.Attachments[i] : []))]), JsonConventions.Options);
    }

    /// <summary>Holds the order with <paramref name="key"/> back; the first task ends once it has arrived, the source lets it go.</summary>
    public (Task Arrived, TaskCompletionSource Go) Hold(string key)
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Gates[key] = go;
        return (Eventually.AssertAsync(() => !Gates.ContainsKey(key), "the order has arrived"), go);
    }

    private static FetchedGroup Fetch(IReadOnlyList<string> urls, IReadOnlyList<AttachmentOrder> attachments)
    {
        var failures = urls.Select((url, index) => Failure(index, url, isAttachment: false))
            .Concat(attachments.Select((attachment, index) => Failure(index, attachment.Url, isAttachment: true)))
            .Where(failure => failure.Url.Contains("missing", StringComparison.Ordinal))
            .ToList();
        return failures.Count > 0
            ? new FetchedGroup { Failures = failures }
            : new FetchedGroup { Files = [.. urls.Select(FileOf)], Attachments = [.. attachments.Select(attachment => FileOf(attachment.Url))] };
    }

    private static FetchFailure Failure(int index, string url, bool isAttachment) =>
        new(index, url, "bad_status", "The server answered with status 404.", isAttachment);

    private static StoredFile FileOf(string url) => new()
    {
        FileId = Guid.CreateVersion7(),
        Name = url[(url.LastIndexOf('/') + 1)..],
        ContentType = "image/png",
        Size = 68,
        Media = url.Contains("measured", StringComparison.Ordinal) ? new MediaFacts { Width = 40, Height = 30 } : null,
    };
}
