using System.Text;
using Hitl.Contracts.Files;
using Hitl.TestKit;

namespace Hitl.Files.Tests;

public sealed class FetchingAttachments
{
    private readonly Guid _account = Guid.CreateVersion7();
    private CustomerServer _customer = null!;
    private FilesApp _app = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _customer = await CustomerServer.StartAsync();
        _app = await FilesApp.StartAsync(_customer, settings =>
        {
            settings["Files:TextBytesMax"] = "1000";
            settings["Files:MediaBytesMax"] = "200000";
            settings["Files:AttachmentBytesMax"] = "300000";
        });
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _app.DisposeAsync();
        await _customer.DisposeAsync();
    }

    [TestCase("film.mp4", "video/mp4")]
    [TestCase("film.mov", "video/quicktime")]
    [TestCase("film.webm", "video/webm")]
    [TestCase("film.ogv", "video/ogg")]
    public async Task A_film_is_told_by_its_contents_and_measured(string name, string contentType)
    {
        var file = await _app.GivenAttachmentAsync(_account, AttachmentKind.Video, _customer.Serve(name + ".bin", SampleMedia.Named(name)));
        Assert.Multiple(() =>
        {
            Assert.That(file.ContentType, Is.EqualTo(contentType));
            Assert.That((file.Media!.Width, file.Media.Height, file.Media.HasAudio), Is.EqualTo((64, 48, true)));
            Assert.That(file.Media.Duration, Is.EqualTo(1).Within(0.2));
            Assert.That(file.Media.FrameRate, Is.EqualTo(10).Within(0.01));
        });
    }

    [TestCase("tone.wav", "audio/wav")]
    [TestCase("tone.mp3", "audio/mpeg")]
    [TestCase("tone.ogg", "audio/ogg")]
    [TestCase("tone.flac", "audio/flac")]
    [TestCase("tone.m4a", "audio/mp4")]
    [TestCase("tone.aac", "audio/aac")]
    [TestCase("tone.webm", "audio/webm")]
    public async Task Sound_is_told_by_its_contents_and_measured(string name, string contentType)
    {
        var file = await _app.GivenAttachmentAsync(_account, AttachmentKind.Audio, _customer.At($"/media/{name}"));
        Assert.Multiple(() =>
        {
            Assert.That((file.ContentType, file.Name), Is.EqualTo((contentType, name)));
            Assert.That((file.Media!.Width, file.Media.HasAudio), Is.EqualTo((default(int?), true)));
            Assert.That(file.Media.Duration, Is.EqualTo(1).Within(0.2));
        });
    }

    [Test]
    public async Task Pixels_that_are_not_square_count_as_they_are_shown_and_a_silent_film_says_so()
    {
        var wide = await _app.GivenAttachmentAsync(_account, AttachmentKind.Video, _customer.At("/media/wide.mp4"));
        Assert.That((wide.Media!.Width, wide.Media.Height, wide.Media.HasAudio), Is.EqualTo((128, 48, false)));
    }

    [Test]
    public async Task Text_images_and_documents_are_kept_whatever_the_url_ends_in_and_named_for_what_they_are()
    {
        var page = "<script>alert('ä')</script>"u8.ToArray();
        var group = await _app.AttachAsync(
            _account,
            new AttachmentOrder(AttachmentKind.Text, _customer.Serve("page.html", page), false),
            new AttachmentOrder(AttachmentKind.Image, _customer.Serve("picture", SampleFiles.Png("p")), false),
            new AttachmentOrder(AttachmentKind.Pdf, _customer.At("/download"), false));
        Assert.That(group.Failures, Is.Empty);
        Assert.Multiple(() =>
        {
            Assert.That(
                group.Attachments.Select(file => (file.Name, file.ContentType)),
                Is.EqualTo(new[] { ("page.html.txt", "text/plain"), ("picture.png", "image/png"), ("Übersicht 1.pdf", "application/pdf") }));
            Assert.That(group.Attachments.Select(file => file.Media), Is.EqualTo(new[] { null, new MediaFacts { Width = 1, Height = 1 }, new MediaFacts { Pages = 1 } }));
        });
    }

    [Test]
    public async Task Files_of_a_job_are_measured_too_and_an_odd_one_is_kept_without_measures()
    {
        var odd = _customer.Serve("odd.pdf", "%PDF-1.4 but nothing else"u8.ToArray());
        var group = (await _app.FetchAsync(_account, [_customer.At("/good/measured.png"), _customer.At("/good/measured.jpg"), _customer.At("/good/measured.pdf"), odd]))[0];
        Assert.That(group.Files.Select(file => file.Media), Is.EqualTo(new[]
        {
            new MediaFacts { Width = 1, Height = 1 }, new MediaFacts { Width = 1, Height = 1 }, new MediaFacts { Pages = 1 }, null,
        }));
    }

    private static IEnumerable<TestCaseData> Lies()
    {
        yield return Lie(AttachmentKind.Video, SampleMedia.Named("tone.m4a"), "sound alone");
        yield return Lie(AttachmentKind.Video, SampleMedia.Named("film.mp4")[..200], "a film cut off");
        yield return Lie(AttachmentKind.Video, SampleFiles.Png(), "a picture");
        yield return Lie(AttachmentKind.Video, [.. "\0\0\0\u0018ftypmp42"u8, .. new byte[500]], "the beginning of a film");
        yield return Lie(AttachmentKind.Video, "#EXTM3U\nfile:///etc/passwd\n"u8.ToArray(), "a playlist");
        yield return Lie(AttachmentKind.Audio, SampleMedia.Named("silent.mp4"), "a silent film");
        yield return Lie(AttachmentKind.Audio, [.. "ID3"u8, .. Encoding.ASCII.GetBytes(new string('x', 5000))], "a beginning of MP3");
        yield return Lie(AttachmentKind.Image, SampleMedia.Named("film.mp4"), "a film");
        yield return Lie(AttachmentKind.Image, "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(), "a drawing");
        yield return Lie(AttachmentKind.Pdf, "%PDF-1.4 but nothing else"u8.ToArray(), "the beginning of a document");
        yield return Lie(AttachmentKind.Pdf, SampleFiles.Jpeg(), "a picture");
        yield return Lie(AttachmentKind.Text, [0x68, 0x69, 0xFF], "not UTF-8");
        yield return Lie(AttachmentKind.Text, "a\0b"u8.ToArray(), "a NUL");
        yield return Lie(AttachmentKind.Text, [], "nothing");

        static TestCaseData Lie(AttachmentKind kind, byte[] bytes, string what) => new TestCaseData(kind, bytes).SetArgDisplayNames(kind.ToString(), what);
    }

    [TestCaseSource(nameof(Lies))]
    public async Task What_is_not_of_the_kind_is_refused_and_nothing_of_its_group_stays(AttachmentKind kind, byte[] bytes)
    {
        var (files, contents) = (await _app.CountAsync("file"), await _app.CountAsync("content"));
        var url = _customer.Serve($"{Guid.CreateVersion7()}", bytes);
        var good = new AttachmentOrder(AttachmentKind.Image, _customer.At($"/good/{Guid.CreateVersion7()}.png"), false);
        var group = await _app.AttachAsync(_account, good, new AttachmentOrder(kind, url, false));
        Assert.Multiple(async () =>
        {
            Assert.That(group.Attachments, Is.Empty);
            Assert.That(group.Failures.Select(failure => (failure.Index, failure.Url, failure.Code, failure.IsAttachment)), Is.EqualTo(new[] { (1, url, "wrong_content", true) }));
            Assert.That((await _app.CountAsync("file"), await _app.CountAsync("content")), Is.EqualTo((files, contents)));
            Assert.That(_app.Spooled(), Is.Empty);
        });
    }

    [Test]
    public async Task Each_kind_has_its_own_limit_and_all_of_a_job_have_one_together()
    {
        var text = _customer.Serve("long.txt", Encoding.ASCII.GetBytes(new string('x', 1001)));
        var tooLong = await _app.AttachAsync(_account, new AttachmentOrder(AttachmentKind.Text, text, false));
        byte[] wav = [.. SampleMedia.Named("tone.wav"), .. new byte[120_000]];
        var together = await _app.AttachAsync(_account, [.. Enumerable.Range(0, 3).Select(i => new AttachmentOrder(AttachmentKind.Audio, _customer.Serve($"{i}.wav", wav), false))]);
        Assert.Multiple(() =>
        {
            Assert.That(tooLong.Failures.Single().Code, Is.EqualTo("too_large"));
            Assert.That(together.Failures.Select(failure => failure.Code), Is.Not.Empty.And.All.EqualTo("too_large"));
        });
    }

    [Test]
    public async Task A_failed_file_refuses_the_attachments_of_its_job_and_each_is_named_by_its_place()
    {
        using var http = _app.Host.ClientFor(FilesApp.Jobs);
        var missing = _customer.At("/missing/1.png");
        var order = new FetchFiles
        {
            AccountId = _account,
            Extensions = FilesApp.JobExtensions,
            Groups = [[missing], [_customer.At("/good/1.png")]],
            Attachments = [[new AttachmentOrder(AttachmentKind.Image, missing, false)], [new AttachmentOrder(AttachmentKind.Audio, _customer.At("/media/tone.wav"), false)]],
        };
        var groups = (await new HttpFilesClient(http).FetchAsync(order, default)).Groups;
        Assert.Multiple(() =>
        {
            Assert.That(groups[0].Failures.Select(failure => (failure.Index, failure.Code, failure.IsAttachment)), Is.EqualTo(new[] { (0, "bad_status", false), (0, "bad_status", true) }));
            Assert.That((groups[1].Files.Count, groups[1].Attachments.Count, groups[1].Failures.Count), Is.EqualTo((1, 1, 0)));
        });
    }

    [Test]
    public async Task An_own_file_is_attached_again_with_its_measures_when_it_is_of_the_kind()
    {
        var film = await _app.GivenAttachmentAsync(_account, AttachmentKind.Video, _customer.At("/media/film.mp4"));
        var url = $"http://hitl.test/v1/files/{film.FileId}";
        var before = _customer.Requests.Count;
        var again = await _app.AttachAsync(_account, new AttachmentOrder(AttachmentKind.Video, url, false), new AttachmentOrder(AttachmentKind.Audio, url, false));
        var wrong = await _app.AttachAsync(_account, new AttachmentOrder(AttachmentKind.Image, url, false));
        Assert.Multiple(() =>
        {
            Assert.That(again.Attachments, Is.EqualTo(new[] { film, film }));
            Assert.That(wrong.Failures.Single().Code, Is.EqualTo("wrong_content"));
            Assert.That(_customer.Requests, Has.Count.EqualTo(before));
        });
    }

    [Test]
    public async Task An_order_with_a_website_or_with_lists_that_do_not_match_is_400()
    {
        object Order(params object[][] attachments) => new { account_id = _account, extensions = FilesApp.JobExtensions, groups = new[] { Array.Empty<string>() }, attachments };
        using var website = await _app.PostOrderAsync(FilesApp.Jobs, Order([new { kind = "website", url = "https://example.com", is_reference = false }]));
        using var two = await _app.PostOrderAsync(FilesApp.Jobs, Order([], []));
        using var nothing = await _app.PostOrderAsync(FilesApp.Jobs, Order([]));
        Assert.That(new[] { website, two, nothing }.Select(response => (int)response.StatusCode), Is.All.EqualTo(400));
    }
}
