namespace Hitl.Contracts.Dialects;

/// <summary>A refusal as Scale's document prints it; the gateway and the dialect speak it alike.</summary>
/// <param name="StatusCode">The HTTP status.</param>
/// <param name="Error">A sentence; about a parameter it names it.</param>
public sealed record ScaleError(int StatusCode, string Error)
{
    private const int BadRequest = 400;
    private const int UnprocessableContent = 422;

    /// <summary>What cannot be processed is a bad request in Scale's words; every other status is the same.</summary>
    public static ScaleError Of(int status, string detail) => new(status == UnprocessableContent ? BadRequest : status, detail);
}
