using System.Diagnostics.Metrics;
using Hitl.Contracts.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Hitl.ServiceDefaults.Operations;

/// <summary>
/// Keeps the last minute of the framework's own measurement of requests, so that operators see figures without a telemetry server.
/// Probes and streams switch their measurement off.
/// </summary>
internal sealed class RequestWatch : IHostedService, IDisposable
{
    private const string MeterName = "Microsoft.AspNetCore.Hosting";
    private const string InstrumentName = "http.server.request.duration";
    private const string StatusTag = "http.response.status_code";
    private const int SlotSeconds = 5;
    private const int SlotCount = 12;
    private const double FirstBoundMs = 1;
    private const double Growth = 1.25;
    private const int BucketCount = 54; // up to 137 s

    private readonly Lock _gate = new();
    private readonly Slot[] _slots = [.. Enumerable.Range(0, SlotCount).Select(_ => new Slot())];
    private readonly MeterListener _listener = new();
    private readonly TimeProvider _time;

    public RequestWatch(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        // Tests run many hosts in one process: each hears of its own requests only.
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == MeterName && instrument.Name == InstrumentName && ReferenceEquals(instrument.Meter.Scope, meters))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) => Record(seconds * 1000, IsFailure(tags)));
    }

    public DateTimeOffset StartedAt { get; private set; }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        StartedAt = _time.GetUtcNow();
        _listener.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public RequestFigures Read()
    {
        var oldest = CurrentTurn() - SlotCount;
        var buckets = new int[BucketCount];
        var failed = 0;
        lock (_gate)
        {
            foreach (var slot in _slots.Where(slot => slot.Turn > oldest))
            {
                failed += slot.Failed;
                for (var i = 0; i < BucketCount; i++) buckets[i] += slot.Buckets[i];
            }
        }

        var count = buckets.Sum();
        return new RequestFigures(count, failed, count == 0 ? null : BoundOf(buckets, count * 0.95));
    }

    public void Dispose() => _listener.Dispose();

    internal void Record(double ms, bool isFailure)
    {
        var turn = CurrentTurn();
        var bucket = ms <= FirstBoundMs ? 0 : (int)Math.Ceiling(Math.Log(ms / FirstBoundMs, Growth));
        lock (_gate)
        {
            var slot = _slots[turn % SlotCount];
            if (slot.Turn != turn) slot.Begin(turn);
            slot.Buckets[Math.Min(bucket, BucketCount - 1)]++;
            if (isFailure) slot.Failed++;
        }
    }

    private static double BoundOf(int[] buckets, double rank)
    {
        var seen = 0;
        var bucket = 0;
        while ((seen += buckets[bucket]) < rank) bucket++;
        return Math.Round(FirstBoundMs * Math.Pow(Growth, bucket), 1);
    }

    private static bool IsFailure(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == StatusTag) return tag.Value is >= StatusCodes.Status500InternalServerError;
        }

        return false;
    }

    private long CurrentTurn() => _time.GetUtcNow().ToUnixTimeSeconds() / SlotSeconds;

    private sealed class Slot
    {
        public long Turn { get; private set; }

        public int[] Buckets { get; } = new int[BucketCount];

        public int Failed { get; set; }

        public void Begin(long turn)
        {
            Turn = turn;
            Failed = 0;
            Array.Clear(Buckets);
        }
    }
}
