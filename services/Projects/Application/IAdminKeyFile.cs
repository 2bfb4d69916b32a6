namespace Hitl.Projects.Application;

/// <summary>The file through which the first administrator's key reaches the operator.</summary>
internal interface IAdminKeyFile
{
    /// <summary>The key in the file; where there is no file yet, it is made with <paramref name="candidate"/> in it.</summary>
    Task<string> ReadOrCreateAsync(string candidate, CancellationToken ct);
}
