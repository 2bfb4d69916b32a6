namespace Hitl.Contracts.Workforce;

/// <summary>The cookie of an annotator's session: set by Workforce, read by the gateway, which lets no service see it.</summary>
public static class SessionCookie
{
    /// <summary>Its name over https; the prefix makes browsers insist on Secure, Path=/ and no Domain.</summary>
    public const string SecureName = "__Host-hitl";

    /// <summary>Its name over plain http, where no browser would keep a Secure cookie.</summary>
    public const string PlainName = "hitl";
}
