using Hitl.Contracts.Dialects;
using Hitl.ServiceDefaults.Http;

namespace Hitl.Dialects.Api;

/// <summary>
/// Refusals as Scale's document prints them, <c>{"status_code":400,"error":"..."}</c>. WorkersAI's prints none, and its list is at Scale's path:
/// whoever has no key there must be understood by both, so the form is one.
/// </summary>
internal static class TaskErrorForm
{
    public static readonly ErrorForm Value = new(refusal =>
    {
        var error = ScaleError.Of(refusal.Status, refusal.Detail);
        return new RefusalAnswer(error.StatusCode, error);
    });
}
