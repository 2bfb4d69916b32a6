using Hitl.ServiceDefaults.Outbound;

namespace Hitl.Jobs.Application;

/// <summary>How a client is told that a URL of its cannot be used.</summary>
internal static class UrlFault
{
    public static string Sentence(string url, string code) => Sentence(url, new OutboundFailure(code).Message, code);

    public static string Sentence(string url, string message, string code) => $"{url}: {message} ({code})";
}
