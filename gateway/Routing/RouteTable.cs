using Hitl.Gateway.Edge;

namespace Hitl.Gateway.Routing;

/// <summary>In which form a line wants the key, where two share a path.</summary>
internal enum KeyForm
{
    /// <summary>Any that no other line of the path claims.</summary>
    Any,

    /// <summary>HTTP Basic, as Scale's clients send it.</summary>
    Basic,
}

/// <summary>One line of the table.</summary>
/// <param name="Path">A route pattern; <c>{**rest}</c> also matches nothing.</param>
/// <param name="Service">Who answers.</param>
/// <param name="Access">Who may ask.</param>
internal sealed record Route(string Path, string Service, Access Access)
{
    /// <summary>The methods it is for; all when empty.</summary>
    public string[] Methods { get; init; } = [];

    /// <summary>Whose language is spoken there; null: ours.</summary>
    public Dialect? Dialect { get; init; }

    public KeyForm KeyForm { get; init; }

    /// <summary>Whether clients' own names stand in its path, which may hold a slash.</summary>
    public bool HasNames { get; init; }

    public string Id => string.Join(' ', new[] { string.Join(',', Methods), Path, Dialect?.Prefix ?? "" }.Where(part => part.Length > 0));
}

/// <summary>
/// What is reached from outside, and by whom. Whatever does not stand here is not reached: least of all <c>/internal</c>, by which
/// services speak to each other.
/// </summary>
internal static class RouteTable
{
    public static readonly IReadOnlyList<Route> Routes =
    [
        new("/v1/projects/{**rest}", "projects", Access.Account),
        new("/v1/jobs/{**rest}", "jobs", Access.Account),
        new("/v1/metrics", "metrics", Access.Account),
        new("/v1/deliveries/{**rest}", "webhooks", Access.Account),
        new("/v1/webhook-secret/{**rest}", "webhooks", Access.Account),
        new("/v1/files/{**rest}", "files", Access.Anyone),

        new("/v1/account/templates/{**rest}", "projects", Access.Account),

        new("/v1/work/invitations/{**rest}", "workforce", Access.SignIn),
        new("/v1/work/session", "workforce", Access.SignIn) { Methods = [HttpMethods.Post] },
        new("/v1/work/{**rest}", "workforce", Access.Annotator),

        new("/v1/admin/accounts/{**rest}", "projects", Access.Admin),
        new("/v1/admin/projects/{**rest}", "projects", Access.Admin),
        new("/v1/admin/templates/{**rest}", "projects", Access.Admin),
        new("/v1/admin/audit/{**rest}", "projects", Access.Admin),
        new("/v1/admin/jobs/{**rest}", "jobs", Access.Admin),
        new("/v1/admin/annotators/{**rest}", "workforce", Access.Admin),
        new("/v1/admin/teams/{**rest}", "workforce", Access.Admin),
        new("/v1/admin/invitations/{**rest}", "workforce", Access.Admin),
        new("/v1/admin/submissions", "workforce", Access.Admin),
        new("/v1/admin/deliveries/{**rest}", "webhooks", Access.Admin),
        new("/v1/admin/webhook-secrets/{**rest}", "webhooks", Access.Admin),
        new("/v1/admin/metrics/{**rest}", "metrics", Access.Admin),
        new("/v1/admin/usage", "metrics", Access.Admin),
        new("/v1/admin/operations/projects/{**rest}", "projects", Access.Admin),
        new("/v1/admin/operations/jobs/{**rest}", "jobs", Access.Admin),
        new("/v1/admin/operations/files/{**rest}", "files", Access.Admin),
        new("/v1/admin/operations/webhooks/{**rest}", "webhooks", Access.Admin),
        new("/v1/admin/operations/metrics/{**rest}", "metrics", Access.Admin),
        new("/v1/admin/operations/workforce/{**rest}", "workforce", Access.Admin),
        new("/v1/admin/operations/dialects/{**rest}", DialectsService, Access.Admin),

        new("/v1/task/{**rest}", DialectsService, Access.Account) { Dialect = Dialect.Scale },
        new("/v1/tasks/{**rest}", DialectsService, Access.Account) { Dialect = Dialect.Scale, KeyForm = KeyForm.Basic },
        new("/v1/projects/{**rest}", DialectsService, Access.Account) { Dialect = Dialect.Scale, KeyForm = KeyForm.Basic, HasNames = true },
        new("/v1/batches/{**rest}", DialectsService, Access.Account) { Dialect = Dialect.Scale, HasNames = true },
        new("/v1/tasks/{**rest}", DialectsService, Access.Account) { Dialect = Dialect.WorkersAi },
        new("/v1/reviews/{**rest}", DialectsService, Access.Account) { Dialect = Dialect.HitlSh },
        new("/v1/templates/{**rest}", DialectsService, Access.Account) { Dialect = Dialect.HitlSh },
        new("/v1/webhooks/{**rest}", DialectsService, Access.Account) { Dialect = Dialect.HitlSh },
        new("/v1/teams/{**rest}", DialectsService, Access.Account) { Dialect = Dialect.HitlSh },

        new("/app/{**rest}", "workbench", Access.Pages) { Methods = [HttpMethods.Get, HttpMethods.Head] },
        new("/docs/{**rest}", "workbench", Access.Pages) { Methods = [HttpMethods.Get, HttpMethods.Head] },
    ];

    private const string DialectsService = "dialects";

    /// <summary>The one service that may set cookies.</summary>
    public const string SessionService = "workforce";

    /// <summary>Those that the API needs: it is up without the pages.</summary>
    public static readonly IReadOnlyList<string> ApiServices =
        [.. Routes.Where(route => route.Access != Access.Pages).Select(route => route.Service).Distinct(StringComparer.Ordinal)];

    /// <summary>Every service of the table, once.</summary>
    public static readonly IReadOnlyList<string> Services = [.. Routes.Select(route => route.Service).Distinct(StringComparer.Ordinal)];
}
