using Dapper;
using FluentValidation;
using Hitl.ServiceDefaults.Data;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;
using Hitl.ServiceDefaults.Messaging;
using Hitl.ServiceDefaults.Results;

namespace Hitl.SampleService;

/// <summary>The smallest service that uses all of ServiceDefaults: its tests are theirs.</summary>
public sealed class SampleApp;

/// <summary>A note was taken.</summary>
public sealed record NoteTaken(Guid NoteId, string Text);

/// <summary>A body with one field of each kind.</summary>
public sealed record TakeNote
{
    public string? Text { get; init; }

    public int? Times { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public RawJson? Extra { get; init; }
}

/// <summary>What is answered.</summary>
public sealed record NoteResponse(Guid Id, string Text, RawJson? Extra, DateTimeOffset CreateDate);

internal sealed class TakeNoteValidator : AbstractValidator<TakeNote>
{
    public TakeNoteValidator()
    {
        RuleFor(note => note.Text).NotEmpty().WithMessage("is required.").MaximumLength(20).WithMessage("is longer than 20 characters.");
        RuleForEach(note => note.Tags).NotEmpty().WithMessage("must not be empty.");
    }
}

internal sealed class CountNotes(UnitOfWork work) : IEventHandler<NoteTaken>
{
    public async Task HandleAsync(IReadOnlyList<NoteTaken> events, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        foreach (var note in events)
        {
            if (note.Text == "poison") throw new InvalidOperationException("This one cannot be handled.");
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                "INSERT INTO heard AS h (id, times) VALUES (@NoteId, 1) ON CONFLICT (id) DO UPDATE SET times = h.times + 1",
                note, transaction, cancellationToken: ct));
        }
    }
}

/// <summary>Registers and maps the sample.</summary>
public static class SampleExtensions
{
    public static void AddSample(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidator<TakeNote>, TakeNoteValidator>();
        builder.AddMessaging("sample", events => events.Handle<NoteTaken, CountNotes>());
    }

    public static void MapSample(this WebApplication app)
    {
        var notes = app.MapGroup("/notes").RequireAccount();
        notes.MapGet("/who", (Caller caller) => new { caller.AccountId, caller.IsTest });

        var changes = app.MapGroup("/notes").RequireAccount().WithUnitOfWork();
        changes.MapPost("/", TakeAsync).WithName("TakeNote");
        changes.MapPost("/refused", () => new Error(ErrorKind.Conflict, "refused", "Not now.").ToProblem());
        changes.MapPost("/broken", () => Results.Ok(Throw()));

        app.MapGroup("/admin").RequireAdmin().WithUnitOfWork().WithAudit().MapPost("/act/{id}", (string id) => Results.Ok(new { id })).WithName("Act");
    }

    private static string Throw() => throw new InvalidOperationException("secret detail");

    private static async Task<IResult> TakeAsync(Body<TakeNote> body, Caller caller, UnitOfWork work, IEventPublisher events, TimeProvider time, CancellationToken ct)
    {
        var note = new { Id = Guid.CreateVersion7(), Account = caller.RequiredAccountId, body.Value.Text };
        var transaction = await work.TransactionAsync(ct);
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            "INSERT INTO note (id, account, text) VALUES (@Id, @Account, @Text)", note, transaction, cancellationToken: ct));
        events.Publish(new NoteTaken(note.Id, note.Text!));
        return Results.Json(new NoteResponse(note.Id, note.Text!, body.Value.Extra, time.GetUtcNow()), statusCode: StatusCodes.Status201Created);
    }
}
