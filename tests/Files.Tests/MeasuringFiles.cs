using System.Net;
using System.Text.Json;
using Hitl.Contracts.Files;
using Hitl.Files.Application;
using Hitl.Files.Domain;
using Hitl.ServiceDefaults.Identity;
using Hitl.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Hitl.Files.Tests;

public sealed class MeasuringFiles
{
    private readonly Guid _account = Guid.CreateVersion7();
    private readonly ManualClock _clock = new();
    private readonly CountingListener _listener = new();
    private CustomerServer _customer = null!;
    private FilesApp _app = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _customer = await CustomerServer.StartAsync();
        _app = await FilesApp.StartAsync(_customer, clock: _clock, replace: services =>
        {
            var real = services.Last(service => service.ServiceType == typeof(IListener)).ImplementationType!;
            services.AddSingleton<IListener>(provider => _listener.Before((IListener)ActivatorUtilities.CreateInstance(provider, real)));
        });
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _app.DisposeAsync();
        await _customer.DisposeAsync();
    }

    [Test]
    public async Task The_measures_of_a_file_are_read_by_whoever_may_read_it()
    {
        var film = await GivenAsync("film.mp4", AttachmentKind.Video);
        var annotator = Guid.CreateVersion7();
        var grant = FileGrant.Sign(ServiceHost<FilesService>.SigningKey, film.FileId, annotator, _clock.GetUtcNow());
        var (status, media) = await GetAsync($"{film.FileId}/media");
        Assert.Multiple(async () =>
        {
            Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That((media.GetProperty("width").GetInt32(), media.GetProperty("has_audio").GetBoolean()), Is.EqualTo((64, true)));
            Assert.That(media.GetProperty("pages").ValueKind, Is.EqualTo(JsonValueKind.Null));
            foreach (var path in new[] { "media", "waveform" })
            {
                Assert.That((await GetAsync($"{film.FileId}/{path}?grant={grant}", new Caller { AnnotatorId = annotator })).Status, Is.EqualTo(HttpStatusCode.OK));
                Assert.That((await GetAsync($"{film.FileId}/{path}", new Caller { AnnotatorId = annotator })).Status, Is.EqualTo(HttpStatusCode.NotFound));
                Assert.That((await GetAsync($"{film.FileId}/{path}", new Caller { AccountId = annotator, KeyId = annotator })).Status, Is.EqualTo(HttpStatusCode.NotFound));
            }
        });
    }

    [Test]
    public async Task A_waveform_shows_where_it_is_silent_and_how_loud_it_is_elsewhere()
    {
        var step = await GivenAsync("step.wav");
        var (_, waveform) = await GetAsync($"{step.FileId}/waveform?points=100");
        var peaks = waveform.GetProperty("peaks").EnumerateArray().Select(peak => peak.GetDouble()).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(waveform.GetProperty("duration").GetDouble(), Is.EqualTo(1).Within(0.01));
            Assert.That((waveform.GetProperty("points").GetInt32(), peaks.Count), Is.EqualTo((100, 100)));
            Assert.That(peaks.Take(49), Is.All.LessThan(0.01));
            Assert.That(peaks.Skip(51), Is.All.EqualTo(0.5).Within(0.05));
        });
    }

    [TestCase("film.webm", AttachmentKind.Video)]
    [TestCase("film.mp4", AttachmentKind.Video)]
    [TestCase("tone.mp3", AttachmentKind.Audio)]
    [TestCase("tone.ogg", AttachmentKind.Audio)]
    [TestCase("tone.aac", AttachmentKind.Audio)]
    [TestCase("tone.flac", AttachmentKind.Audio)]
    public async Task Films_with_sound_and_all_kinds_of_sound_have_a_waveform(string name, AttachmentKind kind)
    {
        var file = await GivenAsync(name, kind);
        var (status, waveform) = await GetAsync($"{file.FileId}/waveform");
        Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
        Assert.Multiple(() =>
        {
            Assert.That(waveform.GetProperty("points").GetInt32(), Is.EqualTo(1000));
            Assert.That(waveform.GetProperty("peaks").EnumerateArray().Max(peak => peak.GetDouble()), Is.EqualTo(0.125).Within(0.05));
        });
    }

    [Test]
    public async Task However_many_ask_at_once_a_content_is_listened_to_once()
    {
        var file = await GivenAsync("tone.m4a");
        var before = _listener.Count;
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => GetAsync($"{file.FileId}/waveform?points={100 + i}")));
        var later = await GetAsync($"{file.FileId}/waveform?points=10000");
        Assert.Multiple(() =>
        {
            Assert.That(answers.Append(later).Select(answer => answer.Status), Is.All.EqualTo(HttpStatusCode.OK));
            Assert.That(answers.Select(answer => answer.Body.GetProperty("points").GetInt32()), Is.EqualTo(Enumerable.Range(100, 20)));
            Assert.That(_listener.Count, Is.EqualTo(before + 1));
        });
    }

    [Test]
    public async Task What_has_no_sound_has_no_waveform()
    {
        var silent = await GivenAsync("silent.mp4", AttachmentKind.Video);
        var picture = await _app.GivenFileAsync(_account, _customer.At("/good/quiet.png"));
        var reference = await _app.GivenAttachmentAsync(_account, AttachmentKind.Audio, _customer.At("/media/tone.wav"), isReference: true);
        foreach (var file in new[] { silent, picture, reference })
        {
            var (status, problem) = await GetAsync($"{file.FileId}/waveform");
            Assert.That((status, problem.GetProperty("code").GetString()), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "no_audio")), file.Name);
        }
    }

    [TestCase("99")]
    [TestCase("10001")]
    [TestCase("many")]
    public async Task A_resolution_out_of_range_is_400(string points)
    {
        var file = await GivenAsync("tone.wav");
        Assert.That((await GetAsync($"{file.FileId}/waveform?points={points}")).Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    private Task<StoredFile> GivenAsync(string name, AttachmentKind kind = AttachmentKind.Audio) => _app.GivenAttachmentAsync(_account, kind, _customer.At($"/media/{name}"));

    private async Task<(HttpStatusCode Status, JsonElement Body)> GetAsync(string path, Caller? caller = null)
    {
        using var client = _app.Host.ClientFor(caller ?? new Caller { AccountId = _account, KeyId = _account });
        using var response = await client.GetAsync(new Uri($"/v1/files/{path}", UriKind.Relative));
        return (response.StatusCode, JsonElement.Parse(await response.Content.ReadAsStringAsync()));
    }

    private sealed class CountingListener : IListener
    {
        private IListener? _real;
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public CountingListener Before(IListener real)
        {
            _real = real;
            return this;
        }

        public Task<Waveform?> ListenAsync(FileKind kind, string path, CancellationToken ct)
        {
            Interlocked.Increment(ref _count);
            return _real!.ListenAsync(kind, path, ct);
        }
    }
}
