using Hitl.TestKit.Driving;

namespace Hitl.Faults;

/// <summary>Asks again, as a good client does, while the system is being broken.</summary>
internal static class Insistent
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Sends until the answer is about the request and not about the system's state: not a lost connection, not 5xx, and not the
    /// same Idempotency-Key still running.
    /// </summary>
    public static async Task<Answer> SendAsync(Func<Task<Answer>> send, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                var answer = await send();
                if (answer.Status < 500 && answer.Code != "idempotency_key_in_use") return answer;
                Assert.That(answer.Status, Is.AnyOf(409, 502, 503, 504), $"A refusal that is none of ours: {answer.Text}");
            }
            catch (HttpRequestException)
            {
                // The gateway's own connection broke: for a client, that is the same as no answer.
            }

            await Task.Delay(Between, ct);
        }
    }
}
