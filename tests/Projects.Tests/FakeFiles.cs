using System.Collections.Concurrent;
using Hitl.Contracts.Files;
using Hitl.ServiceDefaults.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Hitl.Projects.Tests;

/// <summary>Plays the service Files, as a real server: what it answers is decided by the URL it is asked to fetch.</summary>
internal sealed class FakeFiles : IAsyncDisposable
{
    private readonly ConcurrentQueue<FetchFiles> _orders = new();
    private readonly ConcurrentDictionary<string, Func<Task<IResult>>> _answers = new(StringComparer.Ordinal);
    private LoopbackServer? _server;

    public Uri Url => _server!.Url;

    public static async Task<FakeFiles> StartAsync()
    {
        var files = new FakeFiles();
        files._server = await LoopbackServer.StartAsync(
            app => app.MapPost("/internal/files", files.FetchAsync),
            builder => builder.Services.ConfigureHttpJsonOptions(json => JsonConventions.Apply(json.SerializerOptions)));
        return files;
    }

    public IReadOnlyList<FetchFiles> OrdersFor(string url) => [.. _orders.Where(order => order.Groups[0][0] == url)];

    /// <summary>The URL that will be refused with <paramref name="code"/>.</summary>
    public string Refuse(string code, string message)
    {
        var url = NewUrl();
        _answers[url] = () => Task.FromResult(Results.Ok(new FetchedFiles([new FetchedGroup { Failures = [new FetchFailure(0, url, code, message)] }])));
        return url;
    }

    /// <summary>The URL at which Files itself breaks.</summary>
    public string Break(int status)
    {
        var url = NewUrl();
        _answers[url] = () => Task.FromResult(Results.StatusCode(status));
        return url;
    }

    /// <summary>The URL whose fetch ends only when <paramref name="gate"/> does.</summary>
    public string Hold(Task gate)
    {
        var url = NewUrl();
        _answers[url] = async () =>
        {
            await gate;
            return Stored(url);
        };
        return url;
    }

    public static string NewUrl() => $"https://customer.test/{Guid.CreateVersion7():N}.pdf";

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }

    private async Task<IResult> FetchAsync(FetchFiles order, HttpRequest request)
    {
        if (!request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.Ordinal)) return Results.Unauthorized();
        _orders.Enqueue(order);
        var url = order.Groups.Single().Single();
        return _answers.TryGetValue(url, out var answer) ? await answer() : Stored(url);
    }

    private static IResult Stored(string url)
    {
        var file = new StoredFile { FileId = Guid.CreateVersion7(), Name = url[(url.LastIndexOf('/') + 1)..], ContentType = "application/pdf", Size = 1234 };
        return Results.Ok(new FetchedFiles([new FetchedGroup { Files = [file] }]));
    }
}
