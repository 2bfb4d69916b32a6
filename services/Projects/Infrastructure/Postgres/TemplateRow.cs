using System.Text.Json;
using Hitl.Forms;
using Hitl.Projects.Domain;

namespace Hitl.Projects.Infrastructure.Postgres;

internal sealed record TemplateRow
{
    public Guid Id { get; init; }

    public Guid? AccountId { get; init; }

    public string Name { get; init; } = "";

    public string? Description { get; init; }

    public int Version { get; init; }

    public string Status { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Canonical JSON, as the form writes itself.</summary>
    public string Form { get; init; } = "";

    public static TemplateRow Of(Template template) => new()
    {
        Id = template.Id,
        AccountId = template.AccountId,
        Name = template.Name,
        Description = template.Description,
        Version = template.Version,
        Status = template.Status.Word(),
        CreatedAt = template.CreatedAt,
        UpdatedAt = template.UpdatedAt,
        Form = template.Form.ToJson().GetRawText(),
    };

    public Template ToTemplate() => new()
    {
        Id = Id,
        AccountId = AccountId,
        Name = Name,
        Description = Description,
        Version = Version,
        Form = FormOf(Form),
        Status = Words.Parse<TemplateStatus>(Status),
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
    };

    /// <summary>What is kept was right when it came in; if the language no longer takes it, that is a bug.</summary>
    public static Form FormOf(string json)
    {
        using var document = JsonDocument.Parse(json);
        var reading = Hitl.Forms.Form.Read(document.RootElement.Clone());
        return reading.Form ?? throw new InvalidOperationException($"A kept form is not right: {reading.Faults[0]}");
    }
}
