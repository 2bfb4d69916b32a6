using Hitl.Contracts.Administration;
using Hitl.ServiceDefaults.Identity;
using Hitl.ServiceDefaults.Messaging;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hitl.ServiceDefaults.Http;

/// <summary>
/// Publishes who changed what: the route's name and ids, never its body. Stands inside the unit of work, so that an act and its
/// record commit together.
/// </summary>
internal sealed class AuditFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        var http = context.HttpContext;
        if (HttpMethods.IsGet(http.Request.Method) || (UnitOfWorkFilter.Unwrap(result) as IStatusCodeHttpResult)?.StatusCode is >= 300) return result;

        var time = http.RequestServices.GetRequiredService<TimeProvider>();
        http.RequestServices.GetRequiredService<IEventPublisher>().Publish(new AdministratorActed
        {
            Actor = http.Features.GetRequiredFeature<Caller>().Name,
            Action = http.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? http.Request.Method,
            Path = http.Request.Path,
            RequestId = http.TraceIdentifier,
            OccurredAt = time.GetUtcNow(),
        });
        return result;
    }
}
