using Hitl.Contracts.Dialects;
using Hitl.Dialects.Api;
using Hitl.ServiceDefaults.Http;

namespace Hitl.Dialects.HitlSh.Api;

/// <summary>Refusals as the document prints them, in its envelope.</summary>
internal static class HitlShErrors
{
    public const string Prefix = "/hitlsh";

    public static readonly Dialect Dialect = new(Prefix, new ErrorForm(AnswerTo));

    private static RefusalAnswer AnswerTo(Refusal refusal) => new(
        HitlShRefusal.StatusOf(refusal.Status),
        HitlShRefusal.Of(refusal.Status, refusal.Code, refusal.Detail, refusal.Fields, new HitlShMeta(refusal.RequestId, refusal.At)));
}
