using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Contracts.Files;
using Hitl.Contracts.Jobs;
using static Hitl.Workforce.Tests.WorkforceApp;

namespace Hitl.Workforce.Tests.Api;

/// <summary>Annotators see the form that their job was begun with, and answers are judged by it.</summary>
internal sealed class FillingInForms : WorkforceFixture
{
    private const string Animal = """[{"type":"choice","name":"animal","label":"Which?","required":true,"choices":["cat","dog"]}]""";
    private const string Colour = """[{"type":"text","name":"colour","label":"Which colour?","required":true}]""";

    [Test]
    public async Task An_assignment_shows_the_form_with_its_template_and_all_that_the_job_shows()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        var template = await App.GivenTemplateAsync(project, 3, Animal);
        var audio = new StoredFile { FileId = Guid.CreateVersion7(), Name = "a.mp3", ContentType = "audio/mpeg", Size = 9, Media = new MediaFacts { Duration = 1.5 } };
        var due = App.Now.AddHours(3);
        await App.HearAsync(App.JobOf(project) with
        {
            Priority = JobPriority.High,
            DueAt = due,
            Content = JsonDocument.Parse("""{"text":"Is it?","n":1.10}""").RootElement,
            Attachments =
            [
                new Attachment { Kind = AttachmentKind.Text, Text = "hello" },
                new Attachment { Kind = AttachmentKind.Audio, Url = "https://example.com/a.mp3", File = audio },
                new Attachment { Kind = AttachmentKind.Website, Url = "https://example.com/" },
            ],
        });

        var shown = (await App.ClaimAsync(annotator))!;

        Assert.That(shown["template"]!["id"]!.GetValue<Guid>(), Is.EqualTo(template.TemplateId));
        Assert.That(shown["template"]!["version"]!.GetValue<int>(), Is.EqualTo(3));
        Assert.That(shown["template"]!["fields"]![0]!["name"]!.GetValue<string>(), Is.EqualTo("animal"));
        Assert.That(shown["instructions_version"]!.GetValue<int>(), Is.EqualTo(3));
        Assert.That(shown["priority"]!.GetValue<string>(), Is.EqualTo("high"));
        Assert.That(shown["due_date"]!.GetValue<DateTimeOffset>(), Is.EqualTo(due));
        Assert.That(shown["content"]!.ToJsonString(), Is.EqualTo("""{"text":"Is it?","n":1.10}"""));
        var attachments = shown["attachments"]!.AsArray();
        Assert.That(attachments[0]!["text"]!.GetValue<string>(), Is.EqualTo("hello"));
        Assert.That(attachments[1]!["url"]!.GetValue<string>(), Does.StartWith($"http://hitl.test/v1/files/{audio.FileId}?grant="));
        Assert.That(attachments[1]!["file"]!["media"]!["duration"]!.GetValue<double>(), Is.EqualTo(1.5));
        Assert.That(attachments[2]!["url"]!.GetValue<string>(), Is.EqualTo("https://example.com/"));
    }

    [Test]
    public async Task Annotations_that_do_not_fit_are_refused_by_field_and_kept_as_a_draft()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        await App.GivenTemplateAsync(project, 3, Animal);
        await App.GivenJobAsync(project);
        var held = (await App.ClaimAsync(annotator))!;
        App.Clock.Advance(TimeSpan.FromMinutes(5));

        using var refused = await App.SubmitAsync(annotator, held, new { animal = "cow" });

        var problem = await ProblemAsync(refused, HttpStatusCode.UnprocessableEntity, "annotations_invalid");
        Assert.That(problem["errors"]!.AsObject().Select(error => error.Key), Is.EqualTo(new[] { "annotations.animal" }));
        Assert.That(problem["version"]!.GetValue<int>(), Is.EqualTo(2));
        var shown = await App.GetAsync(annotator, held);
        Assert.That(shown["status"]!.GetValue<string>(), Is.EqualTo("held"));
        Assert.That(shown["draft"]!.ToJsonString(), Is.EqualTo("""{"animal":"cow"}"""));
        Assert.That(shown["lease_expires"]!.GetValue<DateTimeOffset>(), Is.EqualTo(App.Now.AddMinutes(30)));
        using var submitted = await App.SubmitAsync(annotator, held, new { animal = "cat" }, version: 2);
        Assert.That(submitted.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_draft_is_not_judged()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        await App.GivenTemplateAsync(project, 3, Animal);
        await App.GivenJobAsync(project);
        var held = (await App.ClaimAsync(annotator))!;

        using var saved = await App.DraftAsync(annotator, held, 1, new { animal = "half a c" });

        Assert.That(saved.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Another_template_changes_nothing_for_who_works_already_nor_for_who_joins_them()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync(new() { Submissions = 2 });
        var other = await App.GivenAnnotatorAsync(project);
        var first = await App.GivenTemplateAsync(project, 3, Animal, new() { Submissions = 2 });
        await App.GivenJobAsync(project);
        var held = (await App.ClaimAsync(annotator))!;

        var second = await App.GivenTemplateAsync(project, 4, Colour, new() { Submissions = 2 });
        var joined = (await App.ClaimAsync(other))!;
        using var submitted = await App.SubmitAsync(annotator, held, new { animal = "cat" });
        await App.GivenJobAsync(project);
        var later = (await App.ClaimAsync(annotator))!;

        Assert.That(submitted.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(TemplateOf(joined), Is.EqualTo((first.TemplateId, 3)));
        Assert.That(joined["instructions_version"]!.GetValue<int>(), Is.EqualTo(4), "instructions are only read: the newest are the best");
        Assert.That(TemplateOf(later), Is.EqualTo((second.TemplateId, 4)));
        var entry = (await App.GetAsync(annotator, "/v1/work/history"))["items"]![0]!;
        Assert.That(entry["template_version"]!.GetValue<int>(), Is.EqualTo(3));
        Assert.That(entry["instructions_version"]!.GetValue<int>(), Is.EqualTo(3));
    }

    [Test]
    public async Task A_job_that_begins_anew_is_asked_with_the_projects_template_of_then()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        await App.GivenTemplateAsync(project, 3, Animal);
        var job = await App.GivenJobAsync(project);
        await App.ClaimAsync(annotator);
        var second = await App.GivenTemplateAsync(project, 4, Colour);

        await App.HearAsync(App.RequeuedOf(job));

        Assert.That(TemplateOf((await App.ClaimAsync(annotator))!), Is.EqualTo((second.TemplateId, 4)));
    }

    [Test]
    public async Task A_jobs_own_form_goes_before_that_of_its_project()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        await App.GivenTemplateAsync(project, 3, Animal);
        await App.HearAsync(App.JobOf(project) with { Form = JsonDocument.Parse($$"""{"fields":{{Colour}}}""").RootElement });
        var held = (await App.ClaimAsync(annotator))!;

        using var refused = await App.SubmitAsync(annotator, held, new { animal = "cat" });
        using var submitted = await App.SubmitAsync(annotator, held, new { colour = "red" }, version: 2);

        Assert.That(held["template"]!["id"], Is.Null);
        Assert.That(held["template"]!["fields"]![0]!["name"]!.GetValue<string>(), Is.EqualTo("colour"));
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(submitted.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    private static (Guid Id, int Version) TemplateOf(JsonNode assignment) =>
        (assignment["template"]!["id"]!.GetValue<Guid>(), assignment["template"]!["version"]!.GetValue<int>());
}

/// <summary>Predictions depend on a stand-in for Jobs, so these tests have a service of their own.</summary>
[NonParallelizable]
internal sealed class CorrectingPredictions : WorkforceFixture
{
    [TestCase("""{"animal":"dog"}""", true)]
    [TestCase("""{"animal":"cow","sure":0.50}""", false)]
    public async Task Predictions_that_fit_are_the_first_draft_and_others_are_shown_as_they_are(string predictions, bool fit)
    {
        App.Jobs.Predictions = predictions;
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        await App.GivenTemplateAsync(project, 3, """[{"type":"choice","name":"animal","label":"Which?","choices":["cat","dog"]}]""");
        await App.GivenJobAsync(project, hasPredictions: true);

        var held = (await App.ClaimAsync(annotator))!;

        Assert.That(held["predictions"]!.ToJsonString(), Is.EqualTo(predictions));
        Assert.That(held["predictions_fit"]!.GetValue<bool>(), Is.EqualTo(fit));
        Assert.That(held["draft"]?.ToJsonString(), Is.EqualTo(fit ? predictions : null));
        using var saved = await App.DraftAsync(annotator, held, 1, new { animal = "cat" });
        Assert.That((await App.GetAsync(annotator, held))["draft"]!.ToJsonString(), Is.EqualTo("""{"animal":"cat"}"""));
    }
}
