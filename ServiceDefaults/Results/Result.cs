namespace Hitl.ServiceDefaults.Results;

/// <summary>A value, or the <see cref="Error"/> that stands in its place.</summary>
public readonly record struct Result<T>
{
    private readonly T? _value;

    private Result(T? value, Error? error) => (_value, Error, HasValue) = (value, error, error is null);

    /// <summary>Null when there is a value.</summary>
    public Error? Error { get; }

    /// <summary>Whether there is a value; false for <c>default</c>.</summary>
    public bool HasValue { get; }

    /// <summary>The value; reading it where there is none is a bug.</summary>
    public T Value => HasValue ? _value! : throw new InvalidOperationException($"No value: {Error?.Code}");

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Error error) => new(default, error);
}
