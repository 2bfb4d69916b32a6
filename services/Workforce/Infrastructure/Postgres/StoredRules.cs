using System.Text.Json;
using Hitl.Contracts.Projects;
using Hitl.ServiceDefaults.Http;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Infrastructure.Postgres;

/// <summary>The column <c>project.settings</c>: what Projects said, in its words.</summary>
internal static class StoredRules
{
    public static string Write(ProjectSettings settings) => JsonSerializer.Serialize(settings, JsonConventions.Options);

    public static ProjectRules Read(string settings)
    {
        var stored = JsonSerializer.Deserialize<ProjectSettings>(settings, JsonConventions.Options)
            ?? throw new InvalidOperationException("A project's settings are null.");
        return new ProjectRules
        {
            Completion = (Domain.CompletionRule)stored.CompletionRule,
            Submissions = stored.Submissions,
            Threshold = stored.Agreement.Threshold,
            Iou = stored.Agreement.Iou,
            SubmissionsMax = Math.Max(stored.Agreement.SubmissionsMax, stored.Submissions),
            ReviewStages = stored.Review.Stages,
            SampleRate = stored.Review.SampleRate,
            ReturnTo = (Domain.ReturnTo)stored.Review.ReturnTo,
            UndoTime = TimeSpan.FromSeconds(stored.UndoSeconds),
            AllowsCorrections = stored.AllowsCorrections,
            AllowsSkipping = stored.AllowsSkipping,
            AsksSecondOpinion = stored.AsksSecondOpinion,
        };
    }
}
