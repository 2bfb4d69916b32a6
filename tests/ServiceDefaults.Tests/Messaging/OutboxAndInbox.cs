using System.Text;
using Hitl.Contracts.Administration;
using Hitl.SampleService;
using Hitl.ServiceDefaults.Identity;
using Hitl.TestKit;
using static Hitl.ServiceDefaults.Tests.SampleFixture;

namespace Hitl.ServiceDefaults.Tests.Messaging;

[Parallelizable(ParallelScope.All)]
public sealed class OutboxAndInbox
{
    [Test]
    public async Task What_a_request_publishes_reaches_the_handler_and_leaves_the_outbox()
    {
        using var client = Sample.ClientFor(NewAccount());
        using var content = new StringContent("""{"text": "hello"}""", Encoding.UTF8, "application/json");
        using var response = await client.PostAsync("/notes", content);
        response.EnsureSuccessStatusCode();

        await Eventually.AssertAsync(
            async () => await Sample.Database.ScalarAsync<long>("SELECT count(*) FROM heard h JOIN note n ON n.id = h.id WHERE n.text = 'hello'") == 1, "heard");
        await Eventually.AssertAsync(async () => await Sample.Database.ScalarAsync<long>("SELECT count(*) FROM outbox") == 0, "outbox empty");
    }

    [Test]
    public async Task A_repeated_message_has_one_effect()
    {
        var note = new NoteTaken(Guid.CreateVersion7(), "again");
        var id = Guid.CreateVersion7();
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Sample.PublishAsync(note, id)));
        var last = new NoteTaken(Guid.CreateVersion7(), "last");
        await Sample.PublishAsync(last);

        await Eventually.AssertAsync(async () => await TimesAsync(last.NoteId) == 1, "the last is heard");
        Assert.That(await TimesAsync(note.NoteId), Is.EqualTo(1));
    }

    [Test]
    public async Task A_message_that_cannot_be_handled_does_not_hold_up_the_others()
    {
        var notes = Enumerable.Range(0, 30).Select(i => new NoteTaken(Guid.CreateVersion7(), i == 7 ? "poison" : "good")).ToList();
        await Task.WhenAll(notes.Select(note => Sample.PublishAsync(note)));

        foreach (var note in notes.Where(note => note.Text == "good"))
            await Eventually.AssertAsync(async () => await TimesAsync(note.NoteId) == 1, "a good one is heard");
        Assert.That(await TimesAsync(notes[7].NoteId), Is.Zero);
    }

    [Test]
    public async Task An_act_of_an_administrator_is_published_with_who_and_what()
    {
        await using var tap = await Sample.TapAsync<AdministratorActed>();
        using var client = Sample.ClientFor(new Caller { IsAdmin = true, KeyId = Guid.CreateVersion7() });
        using var response = await client.PostAsync("/admin/act/42", null);
        response.EnsureSuccessStatusCode();

        var acted = await tap.NextAsync();
        Assert.That((acted.Action, acted.Path), Is.EqualTo(("Act", "/admin/act/42")));
        Assert.That(acted.Actor, Does.StartWith("key:"));
    }

    [Test]
    public async Task Many_relays_share_the_outbox_and_send_each_message_once()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var first = await ServiceHost<SampleApp>.StartAsync(new ServiceHostOptions { Database = database });
        await using var second = await ServiceHost<SampleApp>.StartAsync(new ServiceHostOptions { Database = database, Prefix = first.Prefix });
        await using var tap = await first.TapAsync<NoteTaken>();
        await database.ExecuteAsync("""
            INSERT INTO outbox (message_id, message_type, body, created_at, next_at)
            SELECT gen_random_uuid(), @Type, convert_to('{"note_id":"' || gen_random_uuid() || '","text":"t"}', 'UTF8'), now(), now()
              FROM generate_series(1, 2000)
            """, new { Type = typeof(NoteTaken).FullName + ", Hitl.SampleService" });

        await Eventually.AssertAsync(async () => await database.ScalarAsync<long>("SELECT count(*) FROM outbox") == 0, "outbox empty");
        await Eventually.AssertAsync(() => tap.Events.Count >= 2000, "all heard");
        Assert.That(tap.MessageIds, Is.Unique);
        await Eventually.AssertAsync(async () => await database.ScalarAsync<long>("SELECT count(*) FROM heard") == 2000, "all handled");
    }

    private static Task<int> TimesAsync(Guid id) => Sample.Database.ScalarAsync<int>("SELECT COALESCE((SELECT times FROM heard WHERE id = @id), 0)", new { id })!;
}
