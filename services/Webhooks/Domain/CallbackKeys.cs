namespace Hitl.Webhooks.Domain;

/// <summary>By which receivers of Scale's callbacks know that they come from here: sent in <c>scale-callback-auth</c>.</summary>
/// <param name="Live">With callbacks of live keys' tasks.</param>
/// <param name="Test">With callbacks of test keys' tasks.</param>
internal sealed record CallbackKeys(string Live, string Test)
{
    public string For(bool isTest) => isTest ? Test : Live;

    // The generated one would print them.
    public override string ToString() => nameof(CallbackKeys);
}
