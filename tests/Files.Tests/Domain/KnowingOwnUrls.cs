using Hitl.Files.Domain;

namespace Hitl.Files.Tests.Domain;

public sealed class KnowingOwnUrls
{
    private const string Id = "0198c0de-0000-7000-8000-000000000001";

    [TestCase("https://hitl.example.com", $"https://hitl.example.com/v1/files/{Id}")]
    [TestCase("https://hitl.example.com/", $"https://HITL.example.com:443/v1/files/{Id}?api_key=x")]
    [TestCase("http://hitl.example.com:8080", $"http://localhost:8080/v1/files/{Id}")]
    [TestCase("http://hitl.example.com:8080", $"http://127.0.0.1:8080/v1/files/{Id}")]
    [TestCase("https://example.com/hitl", $"https://example.com/hitl/v1/files/{Id}")]
    public void Ours_are_known(string publicUrl, string url) => Assert.That(new OwnFileUrls(publicUrl).IdOf(url), Is.EqualTo(Guid.Parse(Id)));

    [TestCase($"http://hitl.example.com/v1/files/{Id}")]
    [TestCase($"https://hitl.example.com:8443/v1/files/{Id}")]
    [TestCase($"https://hitl.example.com.evil.com/v1/files/{Id}")]
    [TestCase($"https://user@hitl.example.com/v1/files/{Id}")]
    [TestCase($"https://hitl.example.com/v1/files/{Id}/x.png")]
    [TestCase("https://hitl.example.com/v1/files/a.png")]
    [TestCase($"/v1/files/{Id}")]
    [TestCase("")]
    public void Others_are_not(string url) => Assert.That(new OwnFileUrls("https://hitl.example.com").IdOf(url), Is.Null);
}
