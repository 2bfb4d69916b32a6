using System.ComponentModel.DataAnnotations;

namespace Hitl.ServiceDefaults.Hosting;

/// <summary>Section <c>Auth</c>: the trust between gateway and services.</summary>
public sealed class AuthOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Auth";

    /// <summary>The key that signs identity tokens and file grants; at least 32 characters, the same in every part.</summary>
    [Required]
    [MinLength(32)]
    public string SigningKey { get; set; } = "";
}

/// <summary>The addresses under which the outside knows us, at the configuration's top level.</summary>
public sealed class PublicOptions
{
    /// <summary>The gateway's address as clients see it, such as <c>https://hitl.example.com</c>; it begins every URL that we hand out.</summary>
    [Required]
    [Url]
    public string PublicUrl { get; set; } = "http://localhost:8080";
}
