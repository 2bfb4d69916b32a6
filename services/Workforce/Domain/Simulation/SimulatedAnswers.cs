using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Forms;

namespace Hitl.Workforce.Domain.Simulation;

/// <summary>What simulated people answer: always the same for the same job.</summary>
internal static class SimulatedAnswers
{
    private const int Percent = 100;

    private static readonly string[] Labels = ["approved", "rejected", "unclear", "duplicate", "other"];

    /// <param name="jobId">From which all of it is made.</param>
    /// <param name="form">What is asked; null when any JSON object is an answer.</param>
    /// <param name="material">What it is asked about.</param>
    /// <param name="variant">Another one is another person's answer.</param>
    public static JsonElement Of(Guid jobId, Form? form, Material material, int variant) =>
        form is null ? WithoutForm(jobId, variant) : SampleAnswers.Of(form, material, jobId, variant);

    private static JsonElement WithoutForm(Guid jobId, int variant)
    {
        var random = SHA256.HashData(jobId.ToByteArray(bigEndian: true));
        var label = BinaryPrimitives.ReadUInt16BigEndian(random) + variant;
        return JsonSerializer.SerializeToElement(new JsonObject
        {
            ["label"] = Labels[label % Labels.Length],
            ["confidence"] = (random[^1] + variant) % (Percent + 1) / (double)Percent,
            ["simulated"] = true,
        });
    }
}
