using System.Reflection;
using System.Text.Json;
using FluentValidation;
using Hitl.ServiceDefaults.Results;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Hitl.ServiceDefaults.Http;

/// <summary>
/// A JSON request body, read so that every fault in it is reported at once and by field: wrong types by the reader, rules by the
/// FluentValidation validator of <typeparamref name="T"/>. <see cref="ValidationFilter"/> answers the faults; an endpoint only
/// ever sees a valid <see cref="Value"/>.
/// </summary>
/// <typeparam name="T">A record with init properties; each is read on its own.</typeparam>
public sealed class Body<T> : IRequestBody, IEndpointParameterMetadataProvider
    where T : class
{
    private readonly T? _value;

    private Body(T? value, Error? error) => (_value, Error) = (value, error);

    /// <summary>The valid body.</summary>
    public T Value => _value ?? throw new InvalidOperationException("The validation filter is missing on this route.");

    /// <inheritdoc />
    public Error? Error { get; }

    /// <summary>Called by minimal APIs for a parameter of this type.</summary>
    public static async ValueTask<Body<T>> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (typeof(T).IsAssignableTo(typeof(IOptionalBody)) && !RequestBytes.IsSent(context)) return new Body<T>(Activator.CreateInstance<T>(), null);
        if (!context.Request.HasJsonContentType()) return new Body<T>(null, InvalidRequest.MediaType);
        var bytes = await RequestBytes.ReadAsync(context);
        if (bytes.Error is { } unreadable) return new Body<T>(null, unreadable);
        var parsed = JsonText.Parse(bytes.Value);
        if (parsed.Error is { } broken) return new Body<T>(null, broken);

        using var document = parsed.Value;
        var read = await ReadAsync(document.RootElement, context.RequestServices.GetService<IValidator<T>>(), context.RequestAborted);
        return read.Error is { } error ? new Body<T>(null, error) : new Body<T>(read.Value, null);
    }

    /// <summary>Reads one object that is part of a body, such as an item of a list whose items are judged each on its own.</summary>
    public static async ValueTask<Result<T>> ReadAsync(JsonElement element, IValidator<T>? validator, CancellationToken ct)
    {
        if (element.ValueKind != JsonValueKind.Object) return InvalidRequest.NotAnObject;

        var faults = new FieldFaults();
        var value = BodyReader<T>.Read(element, faults);
        if (validator is not null)
        {
            var outcome = await validator.ValidateAsync(value, ct);
            foreach (var failure in outcome.Errors) faults.AddRule(failure);
        }

        return faults.Any ? InvalidRequest.Of(faults) : value;
    }

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, Microsoft.AspNetCore.Builder.EndpointBuilder builder)
    {
        RefuseForgottenRules(builder.ApplicationServices);
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));
    }

    // A validator that nobody registered would let everything in, and nothing would tell.
    private static void RefuseForgottenRules(IServiceProvider services)
    {
        if (services.GetService<IServiceProviderIsService>()?.IsService(typeof(IValidator<T>)) != false) return;
        var forgotten = Array.Find(typeof(T).Assembly.GetTypes(), type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(IValidator<T>)));
        if (forgotten is not null) throw new InvalidOperationException($"{forgotten.Name} judges {typeof(T).Name}, but is not registered as {nameof(IValidator<T>)}.");
    }
}

/// <summary>A body all of whose fields have a default: a request without a body is the same as one with <c>{}</c>.</summary>
public interface IOptionalBody;

/// <summary>What <see cref="ValidationFilter"/> looks for among an endpoint's arguments.</summary>
internal interface IRequestBody
{
    /// <summary>Why the body is refused; null when it is valid.</summary>
    Error? Error { get; }
}

/// <summary>Answers the faults that <see cref="Body{T}"/> found, before the endpoint runs.</summary>
public sealed class ValidationFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        foreach (var argument in context.Arguments)
        {
            if (argument is IRequestBody { Error: { } error })
            {
                return new ValueTask<object?>(error.Code switch
                {
                    InvalidRequest.MediaTypeCode => new StatusProblem(StatusCodes.Status415UnsupportedMediaType, error),
                    InvalidRequest.TooLargeCode => new StatusProblem(StatusCodes.Status413PayloadTooLarge, error),
                    _ => error.ToProblem(),
                });
            }
        }

        return next(context);
    }

    private sealed class StatusProblem(int status, Error error) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => Problems.WriteAsync(httpContext, status, error.Code, error.Message);
    }
}
