using System.Text.Json;
using Hitl.Contracts.Projects;
using Hitl.ServiceDefaults.Identity;

namespace Hitl.Projects.Tests.Internal;

/// <summary>Projects that a dialect's client makes by name.</summary>
internal sealed class NamedProjectsOfDialects
{
    private static ProjectsApp App => Shared.App;

    private static HttpDialectProjectsClient Projects => new(App.Host.ClientFor(new Caller { Service = "dialects" }));

    [Test]
    public async Task A_project_is_made_once_takes_jobs_and_comes_back_with_its_data()
    {
        var account = await App.GivenAccountAsync();
        await using var tap = await App.Host.TapAsync<ProjectChanged>();

        var opened = (await OpenAsync(account, "Kittens & 고양이", """{"n":1.10}"""))!;

        Assert.That((opened.Key, opened.Name, opened.Data.GetRawText()), Is.EqualTo(("scale/Kittens & 고양이", "Kittens & 고양이", """{"n":1.10}""")));
        Assert.That((await tap.NextAsync(changed => changed.Project.ProjectId == opened.ProjectId)).Project.Status, Is.EqualTo(ProjectStatus.Active));
        Assert.That(await OpenAsync(account, "Kittens & 고양이", "{}"), Is.Null);
        Assert.That((await Projects.GetAsync(account, opened.Key, default))!.Data.GetRawText(), Is.EqualTo("""{"n":1.10}"""));
        Assert.That(await Projects.GetAsync(account, "scale/kittens", default), Is.Null);
    }

    [Test]
    public async Task A_list_shows_the_account_s_own_with_the_prefix_in_the_order_of_their_making()
    {
        var (account, stranger) = (await App.GivenAccountAsync(), await App.GivenAccountAsync());
        foreach (var name in new[] { "b", "a" }) await OpenAsync(account, name, "{}");
        await OpenAsync(stranger, "theirs", "{}");
        await App.AsService.EnsureProjectAsync(new EnsureProject(account, "scale/unnamed", "Scale"), default);
        await Projects.OpenAsync(new OpenProject(account, "other/c", "c", JsonElement.Parse("{}")), default);

        Assert.That((await Projects.ListAsync(account, "scale/", default)).Projects.Select(project => project.Name), Is.EqualTo(new[] { "b", "a" }));
    }

    [Test]
    public async Task Of_two_who_change_the_same_data_one_is_told_to_read_again()
    {
        var account = await App.GivenAccountAsync();
        var project = (await OpenAsync(account, "data", """{"v":1}"""))!;
        KeepProjectData To(string json) => new(project.Data, JsonElement.Parse(json));

        var outcomes = await Task.WhenAll(Enumerable.Range(2, 8).Select(n => Projects.KeepDataAsync(account, project.ProjectId, To($$"""{"v":{{n}}}"""), default)));

        var kept = outcomes.Single(outcome => outcome is not null)!;
        Assert.That((await Projects.GetAsync(account, project.Key, default))!.Data.GetRawText(), Is.EqualTo(kept.Data.GetRawText()));
        Assert.That(await Projects.KeepDataAsync(await App.GivenAccountAsync(), project.ProjectId, new KeepProjectData(kept.Data, kept.Data), default), Is.Null);
    }

    [Test]
    public async Task An_account_that_does_not_exist_gets_none() => Assert.That(await OpenAsync(Guid.CreateVersion7(), "x", "{}"), Is.Null);

    private static Task<DialectProjectRecord?> OpenAsync(Guid account, string name, string data) =>
        Projects.OpenAsync(new OpenProject(account, "scale/" + name, name, JsonElement.Parse(data)), default);
}
