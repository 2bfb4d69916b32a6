using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hitl.Workbench.Tests;

/// <summary>A project with a form, and the person who labels for it.</summary>
internal sealed class Work
{
    private readonly string _email = $"{Guid.CreateVersion7():N}@example.test";

    private const string Password = "correct horse battery staple";

    public string Project { get; private init; } = "";

    /// <summary>A project with a form of these fields, and somebody who works for it alone.</summary>
    public static async Task<Work> PrepareAsync(object[] fields, object? settings = null)
    {
        var (customer, admin) = (SystemFixture.Customer, SystemFixture.Admin);
        var project = await customer.CreateProjectAsync(SystemFixture.Site.FileUrl("instructions.pdf"));
        var template = (await customer.Http.PostAnswerAsync("/v1/account/templates", new { name = "form", fields })).Expect(201).Json.GetProperty("id");
        var wanted = JsonSerializer.SerializeToNode(settings ?? new { })!.AsObject();
        wanted["template_id"] = template.GetString();
        (await admin.Http.AnswerAsync(HttpMethod.Put, $"/v1/admin/projects/{project}/settings", wanted)).Expect(200);
        await admin.ActivateAsync(project);
        var work = new Work { Project = project };
        await work.CreateAnnotatorAsync(work._email);
        return work;
    }

    /// <summary>One more person for this project; their address.</summary>
    public async Task<string> CreateAnnotatorAsync(string? email = null)
    {
        email ??= $"{Guid.CreateVersion7():N}@example.test";
        (await SystemFixture.Admin.Http.PostAnswerAsync("/v1/admin/annotators", new { email, name = "Ann", password = Password, projects = new[] { Project } }))
            .Expect(201);
        return email;
    }

    /// <summary>A job about a picture of 640 by 480 pixels; its id.</summary>
    public Task<string> AskAboutPictureAsync(string? hook = null) => AskAsync(new { file_urls = new[] { SystemFixture.Site.FileUrl("picture.png") } }, hook);

    /// <summary>A job; its id.</summary>
    public Task<string> AskAsync(object about, string? hook = null)
    {
        var body = JsonSerializer.SerializeToNode(about)!.AsObject();
        body["project_id"] = Project;
        if (hook is not null) body["webhook_url"] = SystemFixture.Site.HookUrl(hook);
        return SystemFixture.Customer.CreateJobAsync(body);
    }

    /// <summary>A browser of its own in which that person has signed in.</summary>
    public async Task<Desk> SignInAsync(string? email = null, BrowserNewContextOptions? options = null)
    {
        var desk = await Desk.OpenAsync(options);
        await desk.Page.GotoAsync("/app/");
        await desk.Page.GetByLabel("E-mail").FillAsync(email ?? _email);
        await desk.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await desk.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Heading, new() { Name = "My projects" })).ToBeVisibleAsync();
        return desk;
    }

    /// <summary>Signs in and takes the first job of the project.</summary>
    public async Task<Desk> BeginAsync(string? email = null, BrowserNewContextOptions? options = null)
    {
        var desk = await SignInAsync(email, options);
        await desk.TakeNextAsync(Project);
        return desk;
    }

    /// <summary>Other instructions for the project, from now on.</summary>
    public async Task InstructAsync(string file) =>
        (await SystemFixture.Customer.Http.AnswerAsync(
            HttpMethod.Put, $"/v1/projects/{Project}/instructions", new { instructions_file_url = SystemFixture.Site.FileUrl(file) })).Expect(200);

    /// <summary>What the client has got by webhook.</summary>
    public static async Task<JsonElement> ResultAsync(string hook) => (await SystemFixture.Site.WaitForAsync(hook)).Json.GetProperty("annotations");

    /// <summary>The client gets exactly that.</summary>
    public static async Task ExpectResultAsync(string hook, string expected)
    {
        var actual = (await ResultAsync(hook)).GetRawText();
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(actual), JsonNode.Parse(expected)), Is.True, actual);
    }
}
