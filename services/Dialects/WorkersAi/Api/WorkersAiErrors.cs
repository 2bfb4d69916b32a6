using Hitl.Contracts.Dialects;
using Hitl.Dialects.Api;
using Hitl.ServiceDefaults.Http;

namespace Hitl.Dialects.WorkersAi.Api;

/// <summary>The document prints no refusal. Its list is at Scale's path: whoever has no key there must be understood by both, so the form is one.</summary>
internal static class WorkersAiErrors
{
    public const string Prefix = "/workersai";

    public static readonly Dialect Dialect = new(Prefix, new ErrorForm(refusal =>
    {
        var error = ScaleError.Of(refusal.Status, refusal.Detail);
        return new RefusalAnswer(error.StatusCode, error);
    }));
}
