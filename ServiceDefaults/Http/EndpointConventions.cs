using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Hitl.ServiceDefaults.Http;

/// <summary>What groups of routes have in common.</summary>
public static class EndpointConventions
{
    /// <summary>
    /// Routes that change something: bodies are validated, then one unit of work spans the request and commits with its answer;
    /// <c>Idempotency-Key</c> is honoured.
    /// </summary>
    public static RouteGroupBuilder WithUnitOfWork(this RouteGroupBuilder group)
    {
        group.AddEndpointFilter(new ValidationFilter());
        group.AddEndpointFilter(new UnitOfWorkFilter());
        return group;
    }

    /// <summary>Each successful request of the group is published as an administrator's act, in the same unit of work.</summary>
    public static RouteGroupBuilder WithAudit(this RouteGroupBuilder group)
    {
        group.AddEndpointFilter(new AuditFilter());
        return group;
    }
}
