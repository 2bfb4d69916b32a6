using System.Text.Json;
using Hitl.Contracts.Projects;
using Hitl.Projects.Application;
using Hitl.Projects.Domain;
using Hitl.ServiceDefaults.Http;

namespace Hitl.Projects.Api;

internal record CreateTemplateRequest
{
    public string? Name { get; init; }

    public string? Description { get; init; }

    public JsonElement? Fields { get; init; }

    /// <summary>Only of a valid request.</summary>
    public CreateTemplate ToCommand(Guid? accountId) => new(accountId, Name!, Description, TemplateRules.Read(Fields!.Value).Form!);
}

/// <summary>An administrator says whose it is.</summary>
internal sealed record CreateTemplateOfAccountRequest : CreateTemplateRequest
{
    /// <summary>Left out: all accounts share it.</summary>
    public Guid? AccountId { get; init; }
}

/// <summary>What is left out stays as it is.</summary>
internal sealed record ChangeTemplateRequest
{
    public string? Name { get; init; }

    /// <summary>Null takes it away.</summary>
    public Optional<string> Description { get; init; }

    public JsonElement? Fields { get; init; }

    /// <summary>Only of a valid request.</summary>
    public ChangeTemplate ToCommand(Guid templateId, Guid? accountId) => new(
        templateId, accountId, Name, Description.IsSet ? new DescriptionChange(Description.Value) : null, Fields is { } fields ? TemplateRules.Read(fields).Form : null);
}

internal sealed record JudgeRequest
{
    public JsonElement? Annotations { get; init; }

    /// <summary>What a job would show.</summary>
    public JsonElement? Content { get; init; }

    /// <summary>Left out: the newest.</summary>
    public int? Version { get; init; }
}

/// <summary>Whether an answer fits, and if not, what is wrong by JSON path.</summary>
internal sealed record JudgeResponse(bool Fits, IReadOnlyDictionary<string, string[]> Errors);

internal sealed record TemplateResponse(
    Guid Id,
    Guid? AccountId,
    string Name,
    string? Description,
    int Version,
    JsonElement Fields,
    string Status,
    DateTimeOffset CreateDate,
    DateTimeOffset UpdateDate)
{
    public TemplateRecord ToRecord() => new()
    {
        TemplateId = Id,
        AccountId = AccountId,
        Name = Name,
        Description = Description,
        Version = Version,
        Fields = Fields,
        CreatedAt = CreateDate,
        UpdatedAt = UpdateDate,
    };

    public static TemplateResponse Of(Template template) => new(
        template.Id,
        template.AccountId,
        template.Name,
        template.Description,
        template.Version,
        template.Form.ToJson().GetProperty("fields"),
        template.Status.Word(),
        template.CreatedAt,
        template.UpdatedAt);
}

internal sealed record TemplateVersionResponse
{
    public int Version { get; init; }

    public DateTimeOffset CreateDate { get; init; }
}

internal sealed record TemplateVersionsResponse(IReadOnlyList<TemplateVersionResponse> Items);
