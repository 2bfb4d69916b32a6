using Hitl.Contracts.Files;
using Hitl.Contracts.Jobs;
using Hitl.Contracts.Projects;
using Hitl.Files.Application;
using Hitl.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Hitl.Files.Tests;

public sealed class KeepingFiles
{
    private static readonly TimeSpan LongAfter = TimeSpan.FromHours(25);

    private readonly Guid _account = Guid.CreateVersion7();
    private CustomerServer _customer = null!;
    private ManualClock _clock = null!;
    private FilesApp _app = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _clock = new ManualClock();
        _customer = await CustomerServer.StartAsync();
        _app = await FilesApp.StartAsync(_customer, clock: _clock);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _app.DisposeAsync();
        await _customer.DisposeAsync();
    }

    [Test]
    public async Task A_file_that_no_event_names_is_dropped_with_its_content()
    {
        await _app.GivenFileAsync(_account, _customer.At("/good/1.png"));
        await CleanAfterAsync(TimeSpan.FromHours(23));
        Assert.That(await _app.CountAsync("file"), Is.EqualTo(1));

        await CleanAfterAsync(TimeSpan.FromHours(2));
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task Files_of_a_job_and_instructions_of_a_project_are_kept_also_when_the_event_comes_twice()
    {
        var ofJob = await _app.GivenFileAsync(_account, _customer.At("/good/1.png"));
        var ofProject = await _app.GivenFileAsync(_account, _customer.At("/good/2.pdf"));
        var (jobMessage, projectMessage) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        for (var times = 0; times < 2; times++)
        {
            await _app.Host.PublishAsync(CreatedJob(_account, ofJob), jobMessage);
            await _app.Host.PublishAsync(ChangedProject(ofProject), projectMessage);
        }

        await PendingAsync(0);
        await CleanAfterAsync(LongAfter);
        Assert.Multiple(async () =>
        {
            Assert.That(await _app.ReadAsync(_account, ofJob.FileId), Is.EqualTo(SampleFiles.Png("1")));
            Assert.That(await _app.ReadAsync(_account, ofProject.FileId), Is.EqualTo(SampleFiles.Pdf()));
        });
    }

    [Test]
    public async Task Attachments_of_a_job_are_kept_copied_or_referenced()
    {
        var copied = await _app.GivenAttachmentAsync(_account, AttachmentKind.Audio, _customer.At("/media/tone.wav"));
        var referenced = await _app.GivenAttachmentAsync(_account, AttachmentKind.Video, _customer.At("/media/film.mp4"), isReference: true);
        await _app.GivenAttachmentAsync(_account, AttachmentKind.Video, _customer.At("/media/silent.mp4"), isReference: true);
        var attachments = new[] { copied, referenced }.Select(file => new Attachment { Kind = AttachmentKind.Audio, File = file }).Append(new Attachment { Kind = AttachmentKind.Text, Text = "Hello" });
        await _app.Host.PublishAsync(CreatedJob(_account, copied) with { Files = [], Attachments = [.. attachments] });
        await PendingAsync(1);
        await CleanAfterAsync(LongAfter);
        await Eventually.AssertAsync(async () => await _app.CountAsync("file") == 2, "the file that no event named is gone");
        Assert.That(await _app.ReadAsync(_account, referenced.FileId), Is.EqualTo(SampleMedia.Named("film.mp4")));
    }

    [Test]
    public async Task A_waveform_goes_with_its_content()
    {
        var tone = await _app.GivenAttachmentAsync(_account, AttachmentKind.Audio, _customer.At("/media/tone.wav"));
        using var client = _app.ClientOf(_account);
        using var response = await client.GetAsync(new Uri($"/v1/files/{tone.FileId}/waveform", UriKind.Relative));
        Assert.That((response.StatusCode, _app.ContentsOnDisk()), Is.EqualTo((System.Net.HttpStatusCode.OK, 2)));
        await CleanAfterAsync(LongAfter);
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task An_event_of_another_account_keeps_nothing()
    {
        var file = await _app.GivenFileAsync(_account, _customer.At("/good/1.png"));
        await _app.Host.PublishAsync(CreatedJob(Guid.CreateVersion7(), file));
        await Eventually.AssertAsync(async () => await _app.CountAsync("inbox") == 1, "the event was heard");
        await PendingAsync(1);
    }

    [Test]
    public async Task A_content_stays_while_one_of_its_files_is_kept()
    {
        var kept = await _app.GivenFileAsync(_account, _customer.At("/good/1.png"));
        await _app.GivenFileAsync(Guid.CreateVersion7(), _customer.At("/good/1.png"));
        await _app.Host.PublishAsync(CreatedJob(_account, kept));
        await PendingAsync(1);
        await CleanAfterAsync(LongAfter);
        Assert.Multiple(async () =>
        {
            Assert.That(await _app.CountAsync("file"), Is.EqualTo(1));
            Assert.That(await _app.ReadAsync(_account, kept.FileId), Is.EqualTo(SampleFiles.Png("1")));
        });
    }

    [Test]
    public async Task A_pending_file_that_is_named_again_waits_anew()
    {
        var file = await _app.GivenFileAsync(_account, _customer.At("/good/1.png"));
        await CleanAfterAsync(TimeSpan.FromHours(20));
        await _app.FetchAsync(_account, [$"http://hitl.test/v1/files/{file.FileId}"]);
        await CleanAfterAsync(TimeSpan.FromHours(20));
        Assert.That(await _app.CountAsync("file"), Is.EqualTo(1));
    }

    [Test]
    public async Task What_a_process_that_died_left_behind_is_cleaned_up()
    {
        // As a crash between the announcement of a content and its first file leaves it.
        var file = await _app.GivenFileAsync(_account, _customer.At("/good/1.png"));
        await _app.Database.ExecuteAsync("DELETE FROM file WHERE id = @FileId", new { file.FileId });
        await _app.Host.Services.GetRequiredService<ISpool>().Create().Writer.WriteAsync("half a fi"u8.ToArray());

        await CleanAfterAsync(TimeSpan.FromMinutes(30));
        Assert.That((_app.ContentsOnDisk(), _app.Spooled().Length), Is.EqualTo((1, 1)), "too early");

        await CleanAfterAsync(TimeSpan.FromMinutes(31));
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task Two_janitors_and_two_orders_for_one_content_never_lose_it()
    {
        await using var second = await FilesApp.StartAsync(_customer, clock: _clock, beside: _app);
        var url = _customer.At("/good/same.png");
        for (var round = 0; round < 25; round++)
        {
            // The files of the round before are due now, and so is their content.
            _clock.Advance(LongAfter);
            var fetches = new[] { _app, second }.SelectMany(app => Enumerable.Range(0, 3).Select(_ => app.GivenFileAsync(_account, url))).ToList();
            var sweeps = new[] { _app, second }.Select(async app =>
            {
                while (!fetches.TrueForAll(fetch => fetch.IsCompleted)) await app.Janitor.RunOnceAsync(default);
            });
            await Task.WhenAll(sweeps.Append(Task.WhenAll(fetches)).ToList());
            foreach (var fetch in fetches)
                Assert.That(await second.ReadAsync(_account, (await fetch).FileId), Is.EqualTo(SampleFiles.Png("same")), $"round {round}");
        }

        await CleanAfterAsync(LongAfter);
        await NothingIsLeftAsync();
    }

    private async Task CleanAfterAsync(TimeSpan time)
    {
        _clock.Advance(time);
        await _app.Janitor.RunOnceAsync(default);
    }

    // The service's own janitor wakes up with the clock too, and what it has in hand the other one passes by.
    private async Task NothingIsLeftAsync() => await Eventually.GetAsync(
        async () => (await _app.CountAsync("file"), await _app.CountAsync("content"), _app.ContentsOnDisk(), _app.Spooled().Length),
        left => left == (0, 0, 0, 0),
        "no files, contents, bytes and unfinished downloads");

    private Task PendingAsync(int count) => Eventually.AssertAsync(
        async () => await _app.Database.ScalarAsync<int>("SELECT count(*) FROM file WHERE pending_since IS NOT NULL") == count, $"{count} files are pending");

    private JobCreated CreatedJob(Guid account, StoredFile file) => new()
    {
        JobId = Guid.CreateVersion7(),
        ProjectId = Guid.CreateVersion7(),
        AccountId = account,
        Version = 1,
        IsTest = false,
        Status = JobStatus.New,
        CreatedAt = _clock.GetUtcNow(),
        OccurredAt = _clock.GetUtcNow(),
        Files = [file],
        HasPredictions = false,
    };

    private ProjectChanged ChangedProject(StoredFile file) => new()
    {
        Change = ProjectChange.Created,
        OccurredAt = _clock.GetUtcNow(),
        Project = new ProjectFacts
        {
            ProjectId = Guid.CreateVersion7(),
            AccountId = _account,
            Version = 1,
            Name = "A project",
            Status = ProjectStatus.New,
            Settings = new ProjectSettings(),
            InstructionsFile = file,
            CreatedAt = _clock.GetUtcNow(),
        },
    };
}
