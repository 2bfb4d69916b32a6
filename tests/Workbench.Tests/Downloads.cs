namespace Hitl.Workbench.Tests;

/// <summary>What pages give to be kept.</summary>
internal static class Downloads
{
    /// <summary>Presses the page's CSV button; the file's text.</summary>
    public static async Task<string> CsvAsync(IPage page)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "CSV" }).ClickAsync());
        return await File.ReadAllTextAsync(await download.PathAsync());
    }
}
