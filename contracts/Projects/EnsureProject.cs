namespace Hitl.Contracts.Projects;

/// <summary>An order to Projects: an account's project for something that a dialect does, made at its first use and active at once.</summary>
/// <param name="AccountId">Whose.</param>
/// <param name="Key">Names it within the account, such as <c>scale:categorization</c>; 1 to 200 characters.</param>
/// <param name="Name">Its name when it is made.</param>
/// <param name="TemplateId">By whose forms its jobs come; it then counts as used. Null: by none.</param>
public sealed record EnsureProject(Guid AccountId, string Key, string Name, Guid? TemplateId = null);

/// <summary>The project.</summary>
/// <param name="ProjectId">Always the same for the same account and key.</param>
/// <param name="DefaultCallbackUrl">Where results of the account go that name no place; null when there is none.</param>
public sealed record DialectProject(Guid ProjectId, string? DefaultCallbackUrl);
