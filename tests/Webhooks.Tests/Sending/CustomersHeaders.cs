using System.Net;
using System.Net.Sockets;
using System.Text;
using Hitl.TestKit;

namespace Hitl.Webhooks.Tests.Sending;

internal sealed class CustomersHeaders
{
    [Test]
    public async Task They_never_replace_ours()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var app = await WebhooksApp.StartAsync();
        var headers = new[] { "webhook-id", "Webhook-Signature", "webhook-timestamp", "X-Hitl-Signature", "content-type", "user-agent", "host", "content-length", "transfer-encoding", "connection" }
            .ToDictionary(name => name, _ => "1", StringComparer.Ordinal);

        await app.PublishAsync(Done.Job(receiver.Url, headers));
        var request = (await receiver.ReceiveAsync(1))[0];

        Assert.That(request.Headers.Where(header => header.Value == "1" || header.Value.Contains(",1", StringComparison.Ordinal)), Is.Empty);
        Assert.That(request.Headers["Content-Type"], Is.EqualTo("application/json"));
        Assert.That(request.Body, Is.EqualTo(Encoding.UTF8.GetBytes("""{"status":"done"}""")));
    }

    [Test]
    public async Task A_value_or_name_with_line_breaks_puts_nothing_on_the_wire(
        [Values("X-A|a\r\nInjected: 1\r\n\r\nGET /admin HTTP/1.1", "X-A|a\nInjected: 1", "X-A: b\r\nInjected|1", "X-A|a\0b", "X-A|é")] string header)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var (name, value) = (header.Split('|')[0], header.Split('|')[1]);
        await using var app = await WebhooksApp.StartAsync(new ManualClock());
        var job = Done.Job(
            $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/", new Dictionary<string, string>(StringComparer.Ordinal) { [name] = value });

        await app.HandleAsync(job);
        var attempt = (await app.DeliveryAfterAttemptsAsync(job, 1)).GetProperty("attempts")[0];

        Assert.That(attempt.GetProperty("error").GetString(), Does.StartWith("header_forbidden:"));
        Assert.That(listener.Pending(), Is.False);
    }
}
