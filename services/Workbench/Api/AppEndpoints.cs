namespace Hitl.Workbench.Api;

/// <summary>The app's page under every path that is none of its files, its files, and the reference of the API.</summary>
internal static class AppEndpoints
{
    private const string Reference = "reference/";
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapAppEndpoints(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/app/{**path}", Reading, GetApp).WithName("GetApp").AllowAnonymous().ExcludeFromDescription();
        app.MapMethods("/docs/{**path}", Reading, GetReference).WithName("GetReference").AllowAnonymous().ExcludeFromDescription();
    }

    private static IResult GetApp(string? path, AppFiles files, HttpContext context)
    {
        if (path is not null && files.Find(path) is { } file) return AppAnswers.Content(context, file);

        // A path of the app has no extension: what has one, such as a script of an earlier build, must not be answered with a page.
        return files.Index is null || Path.HasExtension(path) ? AppAnswers.NotFound() : AppAnswers.Page(context, files.Index);
    }

    private static IResult GetReference(string? path, AppFiles files, HttpContext context)
    {
        if (!string.IsNullOrEmpty(path)) return files.Find(Reference + path) is { } file ? AppAnswers.Content(context, file) : AppAnswers.NotFound();

        // The reference writes styles into its markup. They cannot run anything, and what it shows is our own documents.
        return files.FindPage(Reference + "index.html") is { } page ? AppAnswers.Page(context, page, "'unsafe-inline'") : AppAnswers.NotFound();
    }
}
