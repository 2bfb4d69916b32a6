using System.Net;
using Hitl.Contracts.Files;
using Hitl.Files.Application;
using Hitl.Files.Domain;
using Hitl.ServiceDefaults.Identity;
using Hitl.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Hitl.Files.Tests;

public sealed class FetchingFiles
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
            settings["Files:FileBytesMax"] = "500000";
            settings["Files:GroupBytesMax"] = "1000000";
            settings["Files:HeadTime"] = "00:00:01";
        });
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _app.DisposeAsync();
        await _customer.DisposeAsync();
    }

    [SetUp]
    public Task ForgetAsync() => _app.Database.ExecuteAsync("TRUNCATE file, content");

    [Test]
    public async Task A_good_group_is_stored_in_order_with_names_types_and_sizes()
    {
        var urls = new[] { _customer.At("/good/b.pdf"), _customer.At("/good/a.PNG?sig=1"), _customer.At("/moved/c.jpg"), _customer.At("/download") };
        var group = (await _app.FetchAsync(_account, urls))[0];
        Assert.Multiple(async () =>
        {
            Assert.That(group.Failures, Is.Empty);
            Assert.That(group.Files.Select(file => (file.Name, file.ContentType, file.Size)), Is.EqualTo(new[]
            {
                ("b.pdf", "application/pdf", (long)SampleFiles.Pdf().Length),
                ("a.PNG", "image/png", SampleFiles.Png("a").Length),
                ("c.jpg", "image/jpeg", SampleFiles.Jpeg().Length),
                ("Übersicht 1.pdf", "application/pdf", SampleFiles.Pdf().Length),
            }));
            Assert.That(await _app.ReadAsync(_account, group.Files[1].FileId), Is.EqualTo(SampleFiles.Png("a")));
            Assert.That(await _app.CountAsync("content"), Is.EqualTo(3));
            Assert.That(_app.Spooled(), Is.Empty);
        });
    }

    [TestCase("/wrong/a.png", "wrong_content")]
    [TestCase("/mixed/a.png", "wrong_content")]
    [TestCase("/empty/a.png", "wrong_content")]
    [TestCase("/missing/a.png", "bad_status")]
    [TestCase("/inside/a.png", "ip_blocked")]
    [TestCase("/large/501.png", "too_large")]
    [TestCase("/endless/a.png", "too_large")]
    [TestCase("/short/a.png", "body_incomplete")]
    [TestCase("/hang/a.png", "timeout")]
    [TestCase("/nameless", "url_extension")]
    [TestCase("/good/a.docx", "url_extension")]
    [TestCase("http://127.0.0.1:9/a.png", "url_port")]
    [TestCase("http://10.0.0.1/a.png", "ip_blocked")]
    [TestCase("http://localhost/a.png", "url_host")]
    [TestCase("http://no-such-name.invalid.example/a.png", "address_forbidden")]
    public async Task A_bad_url_is_named_with_its_reason_and_nothing_of_its_group_stays(string bad, string code)
    {
        var url = bad.StartsWith('/') ? _customer.At(bad) : bad;
        var contents = _app.ContentsOnDisk();
        var group = (await _app.FetchAsync(_account, [_customer.At($"/good/{Guid.CreateVersion7()}.png"), url]))[0];
        Assert.Multiple(async () =>
        {
            Assert.That(group.Files, Is.Empty);
            Assert.That(group.Failures.Select(failure => (failure.Index, failure.Url, failure.Code)), Is.EqualTo(new[] { (1, url, code) }));
            Assert.That(group.Failures.Single().Message, Is.Not.Empty.And.Not.Contain("10.0.0.1"));
            Assert.That(await _app.CountAsync("file"), Is.Zero);
            Assert.That(await _app.CountAsync("content"), Is.Zero);
            Assert.That(_app.ContentsOnDisk(), Is.EqualTo(contents));
            Assert.That(_app.Spooled(), Is.Empty);
        });
    }

    [Test]
    public async Task A_bad_group_does_not_spoil_the_others_of_its_order()
    {
        var groups = await _app.FetchAsync(_account, [_customer.At("/good/1.png")], [_customer.At("/missing/2.png")], [_customer.At("/good/3.png")]);
        Assert.Multiple(async () =>
        {
            Assert.That(groups.Select(group => (group.Files.Count, group.Failures.Count)), Is.EqualTo(new[] { (1, 0), (0, 1), (1, 0) }));
            Assert.That(await _app.CountAsync("file"), Is.EqualTo(2));
        });
    }

    [Test]
    public async Task A_url_that_many_jobs_name_is_downloaded_once_and_each_has_its_own_file()
    {
        var path = $"/good/{Guid.CreateVersion7()}.png";
        var groups = await _app.FetchAsync(_account, [_customer.At(path)], [_customer.At(path), _customer.At(path)]);
        Assert.Multiple(async () =>
        {
            Assert.That(groups.SelectMany(group => group.Files).DistinctBy(file => file.FileId).Count(), Is.EqualTo(3));
            Assert.That(await _app.CountAsync("content"), Is.EqualTo(1));
            Assert.That(_customer.Count(path), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task Files_that_are_too_large_together_are_refused_though_each_is_small_enough()
    {
        var urls = Enumerable.Range(400, 4).Select(size => _customer.At($"/large/{size}.png")).ToArray();
        var group = (await _app.FetchAsync(_account, urls))[0];
        Assert.Multiple(async () =>
        {
            Assert.That(group.Failures.Select(failure => failure.Code), Is.Not.Empty.And.All.EqualTo("too_large"));
            Assert.That(await _app.CountAsync("file"), Is.Zero);
        });
    }

    [Test]
    public async Task One_account_has_no_more_than_its_downloads_at_once_and_the_others_go_on()
    {
        var urls = Enumerable.Range(0, 9).Select(i => _customer.At($"/held/{i}.png")).ToArray();
        var slow = _app.FetchAsync(_account, urls);
        await Eventually.AssertAsync(() => _customer.MostAtOnce == 4, "four open requests");
        var other = await _app.FetchAsync(Guid.CreateVersion7(), [_customer.At("/good/1.png")]);
        _customer.Release(9);
        Assert.Multiple(async () =>
        {
            Assert.That(other[0].Files, Has.Count.EqualTo(1));
            Assert.That((await slow)[0].Files, Has.Count.EqualTo(9));
            Assert.That(_customer.MostAtOnce, Is.EqualTo(4));
        });
    }

    [Test]
    public async Task An_order_ends_in_time_however_many_slow_servers_it_names()
    {
        await using var app = await FilesApp.StartAsync(_customer, settings => settings["Files:OrderTime"] = "00:00:01");
        var urls = Enumerable.Range(0, 12).Select(i => _customer.At($"/hang/{i}.png")).ToArray();
        var group = (await app.FetchAsync(_account, urls))[0];
        Assert.Multiple(() =>
        {
            Assert.That(group.Failures.Select(failure => failure.Code), Is.EqualTo(Enumerable.Repeat("timeout", 12)));
            Assert.That(app.Spooled(), Is.Empty);
        });
    }

    [Test]
    public async Task A_full_disk_is_503_and_leaves_nothing_behind()
    {
        await using var app = await FilesApp.StartAsync(_customer, replace: services => services.AddSingleton<IBlobStore, FullDisk>());
        var order = new { account_id = _account, extensions = FilesApp.JobExtensions, groups = new[] { new[] { _customer.At("/good/1.png") } } };
        using var response = await app.PostOrderAsync(FilesApp.Jobs, order);
        Assert.Multiple(async () =>
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(response.Headers.RetryAfter, Is.Not.Null);
            Assert.That(await app.CountAsync("file"), Is.Zero);
            Assert.That(app.Spooled(), Is.Empty);
        });
    }

    [Test]
    public async Task An_own_file_is_named_again_without_a_download()
    {
        var file = await _app.GivenFileAsync(_account, _customer.At("/good/1.png"));
        var before = _customer.Requests.Count;
        var groups = await _app.FetchAsync(_account, [$"http://hitl.test/v1/files/{file.FileId}", $"http://localhost/v1/files/{file.FileId}"]);
        Assert.Multiple(async () =>
        {
            Assert.That(groups[0].Files, Is.EqualTo(new[] { file, file }));
            Assert.That(_customer.Requests, Has.Count.EqualTo(before));
            Assert.That(await _app.CountAsync("file"), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task Another_accounts_file_and_one_that_never_was_look_alike()
    {
        var file = await _app.GivenFileAsync(Guid.CreateVersion7(), _customer.At("/good/1.png"));
        await _app.Database.ExecuteAsync("UPDATE file SET pending_since = NULL");
        var groups = await _app.FetchAsync(
            _account, [$"http://hitl.test/v1/files/{file.FileId}"], [$"http://hitl.test/v1/files/{Guid.CreateVersion7()}"]);
        var reasons = groups.SelectMany(group => group.Failures).Select(failure => (failure.Code, failure.Message)).ToList();
        Assert.That(reasons, Has.Count.EqualTo(2));
        Assert.That(reasons[0], Is.EqualTo(reasons[1]));
        Assert.That(reasons[0].Code, Is.EqualTo("file_unknown"));
    }

    [Test]
    public async Task An_own_file_of_a_kind_that_the_order_does_not_allow_is_refused()
    {
        var file = await _app.GivenFileAsync(_account, _customer.At("/good/1.pdf"));
        using var http = _app.Host.ClientFor(FilesApp.Jobs);
        var order = new FetchFiles { AccountId = _account, Extensions = ["png"], Groups = [[$"http://hitl.test/v1/files/{file.FileId}"]] };
        var fetched = await new HttpFilesClient(http).FetchAsync(order, default);
        Assert.That(fetched.Groups[0].Failures.Single().Code, Is.EqualTo("url_extension"));
    }

    [Test]
    public async Task Only_services_give_orders_and_only_whole_ones()
    {
        var order = new { account_id = _account, extensions = FilesApp.JobExtensions, groups = new[] { new[] { _customer.At("/good/1.png") } } };
        using var nobody = await _app.PostOrderAsync(null, order);
        using var account = await _app.PostOrderAsync(new Caller { AccountId = _account, KeyId = _account }, order);
        using var empty = await _app.PostOrderAsync(FilesApp.Jobs, new { extensions = new[] { "exe" }, groups = Array.Empty<string[]>() });
        Assert.That(
            new[] { nobody.StatusCode, account.StatusCode, empty.StatusCode },
            Is.EqualTo(new[] { HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.BadRequest }));
    }

    private sealed class FullDisk : IBlobStore
    {
        public Task PutAsync(ContentHash hash, ISpooledFile file, CancellationToken ct) => throw new IOException("No space left on device");

        public Task<Stream?> OpenAsync(ContentHash hash, CancellationToken ct) => Task.FromResult<Stream?>(null);

        public Task<string?> LocateAsync(ContentHash hash, CancellationToken ct) => Task.FromResult<string?>(null);

        public Task DeleteAsync(ContentHash hash, CancellationToken ct) => Task.CompletedTask;
    }
}
