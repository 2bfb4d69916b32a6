using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Hitl.ServiceDefaults.Outbound;

namespace Hitl.ServiceDefaults.Tests.Outbound;

public sealed class CheckingUrlsAndAddresses
{
    private static readonly string[] Extensions = ["png", "jpg", "jpeg", "pdf"];
    private readonly OutboundPolicy _policy = new(AllowList.Empty);

    [TestCaseSource(nameof(Cases), new object[] { "url" })]
    public void The_door_answers_each_url_as_the_table_says(string url, string expected) =>
        Assert.That(_policy.CheckUrl(url, Extensions).Refusal ?? "allow", Is.EqualTo(expected));

    [TestCaseSource(nameof(Cases), new object[] { "ip" })]
    public void The_address_check_answers_each_address_as_the_table_says(string address, string expected) =>
        Assert.That(OutboundPolicy.CheckAddress(IPAddress.Parse(address)) ?? "allow", Is.EqualTo(expected));

    [TestCase("https://example.com/A.PNG", "allow")]
    [TestCase("https://example.com/user@2x.png", "allow")]
    [TestCase("https://bücher.example.org/a.png", "allow")]
    [TestCase("http://127。0。0。1/a.png", "url_host")]
    [TestCase("http://@example.com/a.png", "url_userinfo")]
    [TestCase("http://1.1.1.1 &@2.2.2.2# @3.3.3.3/a.png", "url_invalid")]
    [TestCase("http://example.com\r\nHost: x/a.png", "url_invalid")]
    [TestCase("http://example.com:0/a.png", "url_port")]
    [TestCase("http://-a.example.com/a.png", "url_host")]
    [TestCase("http://metadata.goog/a.png", "url_host")]
    public void The_door_answers_what_the_table_leaves_out(string url, string expected) =>
        Assert.That(_policy.CheckUrl(url, Extensions).Refusal ?? "allow", Is.EqualTo(expected));

    [Test]
    public void A_caller_without_a_list_accepts_any_path() =>
        Assert.That(_policy.CheckUrl("https://example.com/hook?x=1").Allowed, Is.True);

    [Test]
    public void The_final_dot_of_a_host_is_dropped_and_the_rest_of_the_url_kept() =>
        Assert.That(
            _policy.CheckUrl("https://example.com./x%2Fy/a.png?sig=a%2Bb%3D").Url!.AbsoluteUri,
            Is.EqualTo("https://example.com/x%2Fy/a.png?sig=a%2Bb%3D"));

    private static IEnumerable<TestCaseData> Cases(string kind)
    {
        var lines = File.ReadLines(Path.Combine(TestContext.CurrentContext.TestDirectory, "Cases", "outbound-addresses.tsv"));
        foreach (var columns in lines.Where(line => !line.StartsWith('#')).Select(line => line.Split('\t')).Where(c => c[1] == kind))
            yield return new TestCaseData(Unescape(columns[2]), columns[3]).SetArgDisplayNames(columns[0], columns[2], columns[3]);
    }

    private static string Unescape(string text) =>
        Regex.Replace(text, @"\\(u(?<code>[0-9a-f]{4})|(?<same>.))", Unescape, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private static string Unescape(Match match) => match.Groups["code"] is { Success: true } code
        ? ((char)int.Parse(code.ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()
        : match.Groups["same"].Value;
}
