using Hitl.Contracts.Operations;
using RabbitMQ.Client;

namespace Hitl.ServiceDefaults.Operations;

/// <summary>The queues that a service listens to, as they were declared.</summary>
internal sealed record QueueTopology(string Service, string BrokerAddress, IReadOnlyList<string> Queues, Dictionary<string, object?> Arguments);

/// <summary>
/// Looks at a service's queues and their error queues, and puts what stands in those back. It has a connection of its own, opened when
/// somebody looks: what breaks here must not touch the bus.
/// </summary>
internal sealed class BrokerQueues(QueueTopology topology) : IAsyncDisposable
{
    private const string ErrorSuffix = "_error";
    private const string FaultHeaders = "MT-";

    private readonly SemaphoreSlim _gate = new(1, 1);
    private IConnection? _connection;

    public bool Has(string queue) => topology.Queues.Contains(queue, StringComparer.Ordinal);

    public async Task<IReadOnlyList<QueueFigures>> ReadAsync(CancellationToken ct)
    {
        await using var channel = await OpenAsync(new CreateChannelOptions(false, false), ct);
        var figures = new List<QueueFigures>(topology.Queues.Count);
        foreach (var queue in topology.Queues)
        {
            var waiting = (await channel.QueueDeclarePassiveAsync(queue, ct)).MessageCount;
            figures.Add(new QueueFigures(queue, waiting, await FailedAsync(channel, queue, ct)));
        }

        return figures;
    }

    /// <summary>
    /// Sends what failed until now to its queue again, one by one; what fails anew comes back and is left there. Each is confirmed by
    /// the broker before it leaves the error queue: a crash between the two repeats it, and the inbox drops repeats.
    /// </summary>
    public async Task<int> RedriveAsync(string queue, CancellationToken ct)
    {
        await using var channel = await OpenAsync(new CreateChannelOptions(true, true), ct);
        var failed = await FailedAsync(channel, queue, ct);
        var sent = 0;
        while (sent < failed && await channel.BasicGetAsync(queue + ErrorSuffix, autoAck: false, ct) is { } message)
        {
            await channel.BasicPublishAsync("", queue, mandatory: true, WithoutFault(message.BasicProperties), message.Body, ct);
            await channel.BasicAckAsync(message.DeliveryTag, multiple: false, ct);
            sent++;
        }

        return sent;
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null) await _connection.DisposeAsync();
        _gate.Dispose();
    }

    // The bus declares an error queue when something fails for the first time. Declared here with the same arguments, it can be counted
    // before: asking for a queue that is not there would be an error in the broker's log, each time.
    private async Task<uint> FailedAsync(IChannel channel, string queue, CancellationToken ct) =>
        (await channel.QueueDeclareAsync(queue + ErrorSuffix, durable: true, exclusive: false, autoDelete: false, topology.Arguments, cancellationToken: ct)).MessageCount;

    private static BasicProperties WithoutFault(IReadOnlyBasicProperties original)
    {
        var properties = new BasicProperties(original);
        if (original.Headers is { } headers)
        {
            properties.Headers = headers
                .Where(header => !header.Key.StartsWith(FaultHeaders, StringComparison.Ordinal) || header.Key == "MT-MessageType")
                .ToDictionary(StringComparer.Ordinal);
        }

        return properties;
    }

    private async Task<IChannel> OpenAsync(CreateChannelOptions options, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            if (_connection is not { IsOpen: true })
            {
                if (_connection is not null) await _connection.DisposeAsync();
                _connection = null;
                var factory = new ConnectionFactory
                {
                    Uri = new Uri(topology.BrokerAddress),
                    ClientProvidedName = $"{topology.Service} status",
                    AutomaticRecoveryEnabled = false,
                };
                _connection = await factory.CreateConnectionAsync(ct);
            }

            return await _connection.CreateChannelAsync(options, ct);
        }
        finally
        {
            _gate.Release();
        }
    }
}
