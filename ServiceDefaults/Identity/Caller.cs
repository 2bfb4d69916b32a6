using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace Hitl.ServiceDefaults.Identity;

/// <summary>Who stands behind a request, as the gateway found out and signed; endpoints take it as a parameter.</summary>
public sealed record Caller
{
    /// <summary>The account whose API key it is; null for people, administrators' keys and services.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>The API key; null for people and services.</summary>
    public Guid? KeyId { get; init; }

    /// <summary>Whether the key is a test key: its jobs are answered by a simulator.</summary>
    public bool IsTest { get; init; }

    /// <summary>The person signed in; null for keys and services.</summary>
    public Guid? AnnotatorId { get; init; }

    /// <summary>The person's session; null for keys and services.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>An administrator's key, or the session of an administrator.</summary>
    public bool IsAdmin { get; init; }

    /// <summary>The calling service's name; null for requests from outside.</summary>
    public string? Service { get; init; }

    /// <summary>For audits and logs: <c>key:…</c>, <c>annotator:…</c> or <c>service:…</c>.</summary>
    public string Name => AnnotatorId is { } person ? $"annotator:{person}" : KeyId is { } key ? $"key:{key}" : $"service:{Service}";

    /// <summary>The account; only on routes that require one.</summary>
    public Guid RequiredAccountId => AccountId ?? throw new InvalidOperationException("This route does not require an account.");

    /// <summary>The person; only on routes that require one.</summary>
    public Guid RequiredAnnotatorId => AnnotatorId ?? throw new InvalidOperationException("This route does not require an annotator.");

    /// <summary>Called by minimal APIs for a parameter of this type.</summary>
    public static ValueTask<Caller> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ValueTask.FromResult(context.Features.GetRequiredFeature<Caller>());
    }
}

internal static class FeatureExtensions
{
    public static T GetRequiredFeature<T>(this Microsoft.AspNetCore.Http.Features.IFeatureCollection features) =>
        features.Get<T>() ?? throw new InvalidOperationException($"No {typeof(T).Name}: the route requires no authorization.");
}
