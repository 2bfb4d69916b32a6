using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Forms;

namespace Hitl.Cli.Demo.Work;

/// <summary>How much the demo does.</summary>
/// <param name="Jobs">Jobs of the project.</param>
/// <param name="Annotators">People who do them.</param>
/// <param name="AtMost">After so long it stops, done or not.</param>
internal sealed record WorkSize(int Jobs, int Annotators, TimeSpan AtMost);

/// <summary>What is asked, and how the demo's people answer: always the same for the same job, so that a run can be repeated.</summary>
internal static class WorkPlan
{
    /// <summary>People who must answer each job at first.</summary>
    public const int AnswersWanted = 2;

    /// <summary>People who are asked at most where those differ.</summary>
    public const int AnswersMax = 5;

    public const double Threshold = 0.6;

    /// <summary>One in so many jobs is answered differently by whoever comes first.</summary>
    private const int DisputedOneIn = 8;

    private const string FormJson = """
        {"fields": [
          {"type": "choice", "name": "quality", "label": "How is the picture?", "required": true,
           "choices": [{"value": "good", "label": "Good"}, {"value": "dark", "label": "Too dark"}, {"value": "blurred", "label": "Blurred"}]},
          {"type": "boxes", "name": "boxes", "label": "Draw a rectangle around each thing", "required": true, "labels": ["box", "disc"]},
          {"type": "text", "name": "remark", "label": "Anything else?", "required": true, "max_length": 200}
        ]}
        """;

    private static readonly Form Form = ReadForm();

    public static JsonNode Template => JsonNode.Parse(FormJson)!;

    /// <summary>Whether the first answer to this job differs from all others.</summary>
    public static bool IsDisputed(Guid jobId) => jobId.ToByteArray()[^1] % DisputedOneIn == 0;

    /// <summary>What a person answers.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="differently">Whether it is the other of the two answers that there are to it.</param>
    public static JsonNode AnswerTo(Guid jobId, bool differently) =>
        JsonNode.Parse(SampleAnswers.Of(Form, Picture(), jobId, differently ? 1 : 0).GetRawText())!;

    private static Material Picture() => new() { Files = [new MaterialItem(MaterialKind.Image) { Width = PngFile.Width, Height = PngFile.Height }] };

    private static Form ReadForm()
    {
        using var json = JsonDocument.Parse(FormJson);
        var reading = Form.Read(json.RootElement.Clone());
        return reading.Form ?? throw new InvalidOperationException($"The demo's form is wrong: {string.Join(' ', reading.Faults)}");
    }
}
