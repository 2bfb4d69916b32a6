using System.Text.Json;
using Hitl.Forms;

namespace Hitl.Workforce.Domain.Simulation;

/// <summary>A test job whose next step is due.</summary>
internal sealed record SimulatedJob
{
    public required Guid Id { get; init; }

    /// <summary>As its client wrote it.</summary>
    public string? Script { get; init; }

    /// <summary>Null before the first step of this round.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Null as long as nothing was heard of its project.</summary>
    public ProjectRules? Rules { get; init; }

    /// <summary>What is asked; null when any JSON object is an answer.</summary>
    public Form? Form { get; init; }

    public required Material Material { get; init; }

    /// <summary>What happens now.</summary>
    /// <param name="now">The current instant.</param>
    /// <param name="work">For how long a job is worked on, unless its script says otherwise.</param>
    public SimulatedStep Next(DateTimeOffset now, TimeSpan work)
    {
        // Jobs lets it expire, whatever its script says.
        if (now >= ExpiresAt) return new SimulatedStep.Leave();
        if (Rules is null) return new SimulatedStep.Wait(now + work);
        if (SimulationScript.Read(Script) is not { } script) return new SimulatedStep.Report(StartedAt ?? now, UnknownWord());
        if (script.End is SimulatedEnd.Expired or SimulatedEnd.Canceled) return new SimulatedStep.Abandon(script.End);
        if (StartedAt is not { } startedAt) return new SimulatedStep.Start(now + (script.Work ?? work));
        if (script.End == SimulatedEnd.Error) return new SimulatedStep.Report(startedAt, "The simulator was told to report a problem.");
        return new SimulatedStep.Complete(startedAt, ResultOf(Rules, script));
    }

    /// <summary>By the project's own rule: as many people answer as it asks for, and a reviewer accepts whatever is proposed.</summary>
    private SimulatedResult ResultOf(ProjectRules rules, SimulationScript script)
    {
        var answers = Enumerable.Range(0, rules.Submissions).Select(person => AnswerOf(person, script)).ToList();
        while (true)
        {
            switch (Completion.Decide(Id, rules, Form, Material, answers))
            {
                case Verdict.Done done:
                    return SimulatedResult.Of(done.Result);
                case Verdict.Review review:
                    return SimulatedResult.Of(review.Proposed);
                default:
                    answers.Add(AnswerOf(answers.Count, script));
                    break;
            }
        }
    }

    private JsonElement AnswerOf(int person, SimulationScript script) => SimulatedAnswers.Of(Id, Form, Material, script.Disagrees ? person : 0);

    private string UnknownWord() => $"metadata.simulate says \"{Script}\", which the simulator does not know. It knows: {SimulationScript.Words}.";
}

/// <summary>One step of a simulation.</summary>
internal abstract record SimulatedStep
{
    private SimulatedStep()
    {
    }

    /// <summary>Nothing more: the job ends in another way.</summary>
    internal sealed record Leave : SimulatedStep;

    /// <summary>Something is not known yet.</summary>
    internal sealed record Wait(DateTimeOffset Until) : SimulatedStep;

    /// <summary>Somebody begins, and is ready at <paramref name="Until"/>.</summary>
    internal sealed record Start(DateTimeOffset Until) : SimulatedStep;

    /// <summary>The job ends in error.</summary>
    internal sealed record Report(DateTimeOffset StartedAt, string Message) : SimulatedStep;

    /// <summary>The job ends without an answer.</summary>
    internal sealed record Abandon(SimulatedEnd End) : SimulatedStep;

    /// <summary>The job is done.</summary>
    internal sealed record Complete(DateTimeOffset StartedAt, SimulatedResult Result) : SimulatedStep;
}
