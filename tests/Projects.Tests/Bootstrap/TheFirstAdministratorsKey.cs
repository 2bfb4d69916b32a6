using System.Collections.Concurrent;
using System.Runtime.Versioning;
using Hitl.Contracts.Projects;
using Microsoft.Extensions.Logging;

namespace Hitl.Projects.Tests.Bootstrap;

internal sealed class TheFirstAdministratorsKey
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hitl-admin-key-").FullName;

    private string KeyFile => Path.Combine(_folder, "deeper", "admin.key");

    [TearDown]
    public void Clean() => Directory.Delete(_folder, recursive: true);

    [Test]
    [UnsupportedOSPlatform("windows")]
    public async Task It_is_made_at_the_first_start_for_its_owner_alone_and_works()
    {
        await using var app = await StartAsync();

        var key = (await File.ReadAllTextAsync(KeyFile)).TrimEnd('\n');
        Assert.That(ApiKeyFormat.TryParse(key, out var mode) && mode == ApiKeyMode.Admin, Is.True);
        Assert.That(File.GetUnixFileMode(KeyFile), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(KeyFile)!), Has.Length.EqualTo(1));
        var facts = await app.ResolveAsync(key);
        Assert.That((facts!.Mode, facts.AccountId, facts.Plan), Is.EqualTo((ApiKeyMode.Admin, (Guid?)null, (Plan?)null)));
    }

    [Test]
    public async Task It_is_neither_logged_nor_stored()
    {
        using var logs = new CollectedLogs();
        await using var app = await StartAsync(new ServiceHostOptions { Logs = logs });

        var key = (await File.ReadAllTextAsync(KeyFile)).TrimEnd('\n');
        Assert.That(logs.Text, Does.Contain(KeyFile));
        Assert.That(logs.Text, Does.Not.Contain(key[ApiKeyFormat.DisplayPrefixOf(key).Length..]));
        await Secrets.AssertNotInAsync(app.Database, key);
    }

    [Test]
    public async Task A_later_start_makes_no_other_even_when_the_file_is_gone()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using (await StartAsync(new ServiceHostOptions { Database = database }))
        {
        }

        File.Delete(KeyFile);
        await using var again = await StartAsync(new ServiceHostOptions { Database = database });

        Assert.That(await CountAsync(database), Is.EqualTo(1));
        Assert.That(File.Exists(KeyFile), Is.False);
    }

    [Test]
    public async Task Replicas_that_start_together_make_one()
    {
        await using var database = await TestDatabase.CreateAsync();
        var options = new ServiceHostOptions { Database = database };

        var apps = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => StartAsync(options)));

        var key = (await File.ReadAllTextAsync(KeyFile)).TrimEnd('\n');
        Assert.That(await CountAsync(database), Is.EqualTo(1));
        foreach (var app in apps)
        {
            Assert.That(await app.ResolveAsync(key), Is.Not.Null);
            await app.DisposeAsync();
        }
    }

    [Test]
    public async Task A_key_that_stands_in_the_file_already_is_adopted()
    {
        // Also what a crash between the file and the database leaves behind.
        var key = ApiKeyFormat.Generate(ApiKeyMode.Admin);
        Directory.CreateDirectory(Path.GetDirectoryName(KeyFile)!);
        await File.WriteAllTextAsync(KeyFile, key + "\n");

        await using var app = await StartAsync();

        Assert.That((await app.ResolveAsync(key))?.Mode, Is.EqualTo(ApiKeyMode.Admin));
        Assert.That(await File.ReadAllTextAsync(KeyFile), Is.EqualTo(key + "\n"));
    }

    [Test]
    public async Task A_file_without_an_administrators_key_stops_the_start_and_stays_as_it_is([Values("", "secret", "live")] string content)
    {
        var text = content == "live" ? ApiKeyFormat.Generate(ApiKeyMode.Live) : content;
        Directory.CreateDirectory(Path.GetDirectoryName(KeyFile)!);
        await File.WriteAllTextAsync(KeyFile, text);
        await using var database = await TestDatabase.CreateAsync();

        var failure = Assert.CatchAsync(async () => await StartAsync(new ServiceHostOptions { Database = database }));

        Assert.That(failure!.ToString(), Does.Contain("AdminKeyFile").And.Contain(KeyFile));
        if (text.Length > 0) Assert.That(failure.ToString(), Does.Not.Contain(text));
        Assert.That(await File.ReadAllTextAsync(KeyFile), Is.EqualTo(text));
        Assert.That(await CountAsync(database), Is.Zero);
    }

    [Test]
    public async Task A_revoked_key_is_not_revived_by_its_file()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using (await StartAsync(new ServiceHostOptions { Database = database }))
        {
        }

        await database.ExecuteAsync("UPDATE api_key SET revoked_at = now()");
        var failure = Assert.CatchAsync(async () => await StartAsync(new ServiceHostOptions { Database = database }));
        Assert.That(failure!.ToString(), Does.Contain("was revoked"));

        var old = await File.ReadAllTextAsync(KeyFile);
        File.Delete(KeyFile);
        await using var again = await StartAsync(new ServiceHostOptions { Database = database });
        Assert.That(await File.ReadAllTextAsync(KeyFile), Is.Not.EqualTo(old));
    }

    private Task<ProjectsApp> StartAsync(ServiceHostOptions? options = null) => ProjectsApp.StartAsync(
        (options ?? new ServiceHostOptions()) with
        {
            Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Bootstrap:AdminKeyFile"] = KeyFile },
        },
        Shared.App.Files);

    private static Task<long> CountAsync(TestDatabase database) => database.ScalarAsync<long>("SELECT count(*) FROM api_key WHERE mode = 'admin'");

    private sealed class CollectedLogs : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public string Text => string.Join('\n', _lines);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
