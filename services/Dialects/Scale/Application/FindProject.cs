using Hitl.Contracts.Projects;

namespace Hitl.Dialects.Scale.Application;

/// <summary>Finds the projects that an account's clients made by name.</summary>
internal sealed class FindProject(IDialectProjectsClient projects)
{
    private const string Prefix = ScaleDialect.Name + "/";

    public static string KeyOf(string name) => Prefix + name;

    /// <summary>Null when there is none.</summary>
    public async Task<DialectProjectRecord?> HandleAsync(Guid accountId, string name, CancellationToken ct) =>
        name.Length <= ScaleDialect.NameLengthMax ? await projects.GetAsync(accountId, KeyOf(name), ct) : null;

    /// <summary>In the order of their making.</summary>
    public async Task<IReadOnlyList<DialectProjectRecord>> AllAsync(Guid accountId, CancellationToken ct) => (await projects.ListAsync(accountId, Prefix, ct)).Projects;
}
