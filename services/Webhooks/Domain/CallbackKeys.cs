namespace Hitl.Webhooks.Domain;

/// <summary>By which receivers of Scale's callbacks know that they come from here: sent in <c>scale-callback-auth</c>.</summary>
/// <param name="Live">With callbacks of live keys' tasks.</param>
/// <param name="Test">With callbacks of test keys' tasks.</param>
internal sealed record CallbackKeys(CallbackKey Live, CallbackKey Test);

/// <summary>One of them.</summary>
/// <param name="Sent">What callbacks carry now.</param>
/// <param name="Next">What they will carry; null when nothing is planned.</param>
/// <param name="NextFrom">From when on.</param>
internal sealed record CallbackKey(string Sent, string? Next, DateTimeOffset? NextFrom)
{
    // The generated one would print them.
    public override string ToString() => nameof(CallbackKey);
}

/// <summary>The last rotation of a callback key.</summary>
/// <param name="Generation">How often it was rotated.</param>
/// <param name="PreviousGeneration">What is sent until the new one takes over.</param>
/// <param name="TakesOverAt">When it does.</param>
internal sealed record CallbackKeyRotation(int Generation, int PreviousGeneration, DateTimeOffset TakesOverAt)
{
    public static readonly CallbackKeyRotation None = new(0, 0, DateTimeOffset.MinValue);

    public bool IsOver(DateTimeOffset now) => TakesOverAt <= now;

    public int GenerationAt(DateTimeOffset now) => IsOver(now) ? Generation : PreviousGeneration;
}
