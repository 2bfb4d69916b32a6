using Hitl.Forms;

namespace Hitl.Projects.Domain;

/// <summary>Whether a template can be chosen.</summary>
internal enum TemplateStatus
{
    Active,

    /// <summary>Deleted while projects work by it: they go on, nobody else finds it.</summary>
    Hidden,
}

/// <summary>A form with a name. Its versions never change: another form is another version.</summary>
internal sealed record Template
{
    public required Guid Id { get; init; }

    /// <summary>Whose it is; null: all accounts may use it, and administrators change it.</summary>
    public required Guid? AccountId { get; init; }

    public required string Name { get; init; }

    public required string? Description { get; init; }

    /// <summary>The newest version, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>The form of that version.</summary>
    public required Form Form { get; init; }

    public required TemplateStatus Status { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public static Template Create(Guid id, Guid? accountId, string name, string? description, Form form, DateTimeOffset now) => new()
    {
        Id = id,
        AccountId = accountId,
        Name = name,
        Description = description,
        Version = 1,
        Form = form,
        Status = TemplateStatus.Active,
        CreatedAt = now,
        UpdatedAt = now,
    };

    /// <summary>This one when all is so already; a new version when the form is another one.</summary>
    public Template Change(string name, string? description, Form form, DateTimeOffset now)
    {
        var isSameForm = form.ToJson().GetRawText() == Form.ToJson().GetRawText();
        if (isSameForm && name == Name && description == Description) return this;
        return this with { Name = name, Description = description, Form = form, Version = isSameForm ? Version : Version + 1, UpdatedAt = now };
    }

    public Template Hide(DateTimeOffset now) => this with { Status = TemplateStatus.Hidden, UpdatedAt = now };
}

/// <summary>The version of a template that a project works by.</summary>
/// <param name="TemplateId">The template.</param>
/// <param name="Version">Which of its versions.</param>
/// <param name="Form">Its form as JSON; null where it was not read, as in lists.</param>
internal sealed record TemplateVersion(Guid TemplateId, int Version, string? Form)
{
    /// <summary>A version never changes, so that its form need not be compared.</summary>
    public bool Equals(TemplateVersion? other) => other is not null && TemplateId == other.TemplateId && Version == other.Version;

    public override int GetHashCode() => HashCode.Combine(TemplateId, Version);
}
