using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Forms.Fields;
using Hitl.Forms.Sampling;

namespace Hitl.Forms;

/// <summary>
/// Makes up answers, for the simulator, demonstrations and tests: always the same for the same seed, and always such as the form accepts,
/// unless the material lets no answer fit (a box of at least 500 pixels on an image of 100).
/// </summary>
public static class SampleAnswers
{
    private const double ShareOfRemarks = 0.7;

    /// <summary>An answer to <paramref name="form"/>.</summary>
    /// <param name="form">What is asked.</param>
    /// <param name="material">What it is asked about.</param>
    /// <param name="seed">Such as the job's id.</param>
    /// <param name="variant">Another number is another answer, which differs wherever the form leaves a choice.</param>
    public static JsonElement Of(Form form, Material material, Guid seed, int variant = 0)
    {
        Span<byte> bytes = stackalloc byte[16];
        seed.TryWriteBytes(bytes);
        return Of(form, material, BinaryPrimitives.ReadInt64LittleEndian(bytes) ^ BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]), variant);
    }

    /// <inheritdoc cref="Of(Form, Material, Guid, int)" />
    public static JsonElement Of(Form form, Material material, long seed, int variant = 0)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(material);
        var answers = new JsonObject();
        var visibility = new Visibility(form);
        foreach (var field in form.Fields)
        {
            if (!visibility.Decide(field) || !field.TakesAnswer) continue;
            var sample = new Sample(material, Dice.Mix((ulong)seed, field.Name), Math.Abs(variant % int.MaxValue));
            // People do not write something into every box that is left to them.
            if (!field.Required && field is TextualField && sample.Dice.NextShare() > ShareOfRemarks) continue;

            var answer = field.Sample(sample);
            visibility.Answer(field, JsonSerializer.SerializeToElement(answer));
            answers[field.Name] = answer;
        }

        return JsonSerializer.SerializeToElement(answers);
    }
}
