using Hitl.Webhooks.Domain;

namespace Hitl.Webhooks.Tests.Domain;

internal sealed class JudgingEndpoints
{
    private static readonly PostOutcome Accepted = new(200, TimeSpan.FromMilliseconds(5), null, null, null);
    private static readonly PostOutcome Refused = new(500, TimeSpan.FromMilliseconds(5), null, null, null);
    private static readonly PostOutcome Hung = PostOutcome.Failed(TimeSpan.FromSeconds(20), "timeout");

    [Test]
    public void Failures_are_counted_since_the_last_success() => Assert.Multiple(() =>
    {
        Assert.That(EndpointReport.Of([Refused, Hung, Refused]), Is.EqualTo(new EndpointReport(false, 3, Pace.Quick)));
        Assert.That(EndpointReport.Of([Refused, Accepted, Hung]), Is.EqualTo(new EndpointReport(true, 1, Pace.Slow)));
        Assert.That(EndpointReport.Of([Hung, Accepted]), Is.EqualTo(new EndpointReport(true, 0, Pace.Quick)));
    });

    [Test]
    public void Whoever_takes_long_is_slow_even_when_it_accepts() =>
        Assert.That(EndpointReport.Of([Accepted with { Duration = TimeSpan.FromSeconds(3) }]).Pace, Is.EqualTo(Pace.Slow));

    [Test]
    public void An_endpoint_is_an_account_and_an_origin()
    {
        var (account, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var address = EndpointAddress.Of(account, "https://Example.test/a?b=1");

        Assert.Multiple(() =>
        {
            Assert.That(EndpointAddress.Of(account, "https://example.test:443/c").EndpointId, Is.EqualTo(address.EndpointId));
            Assert.That(EndpointAddress.Of(account, "http://example.test/a").EndpointId, Is.Not.EqualTo(address.EndpointId));
            Assert.That(EndpointAddress.Of(account, "https://example.test:8443/a").EndpointId, Is.Not.EqualTo(address.EndpointId));
            Assert.That(EndpointAddress.Of(other, "https://example.test/a").EndpointId, Is.Not.EqualTo(address.EndpointId));
            Assert.That(EndpointAddress.Of(other, "http://example.test:443/a").Host, Is.EqualTo(address.Host));
        });
    }

    [TestCase("https://example.test/hook?token=s3cret", "https://example.test/hook?...")]
    [TestCase("https://user:s3cret@example.test:8443/hook#s3cret", "https://example.test:8443/hook")]
    [TestCase("http://example.test", "http://example.test/")]
    [TestCase("not a url s3cret", "")]
    public void The_log_shows_a_url_without_its_secrets(string url, string shown) =>
        Assert.That(EndpointAddress.Of(Guid.Empty, url).ShownUrl, Is.EqualTo(shown));

    [Test]
    public void Secrets_do_not_print_themselves()
    {
        var secret = new SigningSecret(new byte[32]);

        Assert.That($"{secret} {new AccountSecrets(secret, secret, null)}", Does.Not.Contain("whsec_"));
    }

    [Test]
    public void The_headers_that_we_set_are_ours_in_any_case_of_letters(
        [Values("webhook-id", "Webhook-Signature", "WEBHOOK-TIMESTAMP", "x-hitl-signature", "content-type", "User-Agent", "Host", "transfer-encoding")] string name) =>
        Assert.That(OwnHeaders.Has(name), Is.True);

    [Test]
    public void The_headers_that_customers_authenticate_with_are_theirs([Values("Authorization", "X-Api-Key", "Cookie")] string name) =>
        Assert.That(OwnHeaders.Has(name), Is.False);
}
