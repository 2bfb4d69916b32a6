using Hitl.Contracts.Files;
using Hitl.Projects.Domain;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Projects.Application;

/// <summary>
/// Has Files fetch the file with a project's instructions. Called before the store is touched: a slow download must not hold a database
/// connection.
/// </summary>
internal sealed class FetchInstructions(IFilesClient files)
{
    private static readonly string[] Extensions = ["pdf", "docx", "png", "jpg", "jpeg"];

    public async Task<Result<InstructionsFile>> FetchAsync(Guid accountId, string url, CancellationToken ct)
    {
        var fetched = await files.FetchAsync(new FetchFiles { AccountId = accountId, Extensions = Extensions, Groups = [[url]] }, ct);
        return fetched.Groups switch
        {
            [{ Failures: [var failure, ..] }] => ProjectErrors.UnusableInstructions(failure.Code, failure.Message),
            [{ Files: [var file] }] => new InstructionsFile(file.FileId, file.Name, file.ContentType, file.Size),
            _ => throw new HttpRequestException("Files answered neither a file nor a failure."),
        };
    }
}
