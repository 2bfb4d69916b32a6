using System.Net;
using Hitl.ServiceDefaults.Outbound;

namespace Hitl.ServiceDefaults.Tests.Outbound;

public sealed class AllowingPrivateAddresses
{
    [TestCase("127.0.0.1", "http://127.0.0.1:9000/x.png", "allow")]
    [TestCase("127.0.0.1", "http://localhost:9000/x.png", "allow")]
    [TestCase("127.0.0.1", "http://[::ffff:127.0.0.1]:9000/x.png", "allow")]
    [TestCase("127.0.0.1", "http://127.0.0.2/x.png", "ip_blocked")]
    [TestCase("127.0.0.1", "http://[::1]/x.png", "ip_blocked")]
    [TestCase("127.0.0.1", "http://rabbitmq/x.png", "url_host")]
    [TestCase("127.0.0.1:9000", "http://localhost:9000/x.png", "allow")]
    [TestCase("127.0.0.1:9000", "http://localhost:9001/x.png", "url_port")]
    [TestCase("127.0.0.1:9000", "http://127.0.0.1:9001/x.png", "url_port")]
    [TestCase("127.0.0.1:9000", "http://127.0.0.1/x.png", "ip_blocked")]
    [TestCase("127.0.0.1:9000-9010", "http://127.0.0.1:9010/x.png", "allow")]
    [TestCase("127.0.0.1:9000-9010", "http://127.0.0.1:9011/x.png", "url_port")]
    [TestCase("10.1.0.0/16", "http://10.1.255.255:7777/x.png", "allow")]
    [TestCase("10.1.0.0/16", "http://10.2.0.1/x.png", "ip_blocked")]
    [TestCase("10.1.0.0/16", "http://minio.storage.svc:9000/x.png", "allow")]
    [TestCase("10.1.0.0/16", "http://metadata.google.internal/x.png", "url_host")]
    [TestCase("[fd12::/64]:8000", "http://[fd12::1]:8000/x.png", "allow")]
    [TestCase("[fd12::]/64:8000", "http://[fd12::1]:8001/x.png", "url_port")]
    [TestCase("fd12::/64", "http://[fd12::1]:8001/x.png", "allow")]
    public void A_rule_lets_through_its_addresses_and_ports_and_no_others(string allow, string url, string expected) =>
        Assert.That(new OutboundPolicy(AllowList.Parse(allow)).CheckUrl(url).Refusal ?? "allow", Is.EqualTo(expected));

    [TestCase("169.254.169.254")]
    [TestCase("169.254.170.2")]
    [TestCase("168.63.129.16")]
    [TestCase("192.0.0.192")]
    [TestCase("100.100.100.200")]
    [TestCase("::ffff:169.254.169.254")]
    [TestCase("64:ff9b::a9fe:a9fe")]
    [TestCase("64:ff9b:1::a9fe:a9fe")]
    [TestCase("2002:a9fe:a9fe::")]
    [TestCase("fd00:ec2::254")]
    [TestCase("fd20:ce::254")]
    public void Metadata_addresses_stay_closed_whatever_is_allowed(string address)
    {
        var policy = new OutboundPolicy(AllowList.Parse("0.0.0.0/0,::/0"));
        Assert.That(policy.MayConnect(IPAddress.Parse(address), 80), Is.False);
    }

    [TestCase("10.1.0.0/33")]
    [TestCase("example.com")]
    [TestCase("10.1.0.1:0")]
    [TestCase("10.1.0.1:90000")]
    [TestCase("10.1.0.1:90-80")]
    [TestCase("10.1.0.1:1-2-3")]
    [TestCase("[fd12::")]
    public void A_rule_that_cannot_be_read_stops_the_start(string allow) =>
        Assert.That(new AllowListValidator().Validate(null, new OutboundOptions { Allow = allow }).Failed, Is.True);

    [Test]
    public void The_machines_own_public_address_is_closed_unless_allowed()
    {
        var own = IPAddress.Parse("8.8.8.8");
        Assert.Multiple(() =>
        {
            Assert.That(new OutboundPolicy(AllowList.Empty, own.Equals).MayConnect(own, 443), Is.False);
            Assert.That(new OutboundPolicy(AllowList.Parse("8.8.8.8:443"), own.Equals).MayConnect(own, 443), Is.True);
        });
    }
}
