using Hitl.Contracts.Workforce;
using Hitl.Gateway.Edge;
using Hitl.ServiceDefaults.Hosting;
using Microsoft.Extensions.Options;

namespace Hitl.Gateway.Credentials;

/// <summary>First on the way: reads the request's credential, and sees to it that the response carries our headers.</summary>
internal sealed class TakeCredential(RequestDelegate next, IOptions<PublicOptions> options)
{
    // Under https only the name that no neighbouring host can set is believed.
    private readonly string _cookieName = new Uri(options.Value.PublicUrl).Scheme == Uri.UriSchemeHttps
        ? SessionCookie.SecureName
        : SessionCookie.PlainName;

    public Task InvokeAsync(HttpContext context)
    {
        var edge = new EdgeRequest(context, CredentialReader.Read(context.Request, _cookieName));
        context.Features.Set(edge);
        EdgeHeaders.WriteWhenStarting(edge);
        return next(context);
    }
}
